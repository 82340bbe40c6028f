import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { dexSchema, walletSchema } from '../config/dexSchema.ts';
import { writeFileDurably } from '../db/writeFileDurably.ts';
import { CountersignError } from '../domain/CountersignError.ts';
import { accountId } from '../domain/ids.ts';
import { paperSource } from './openPaperMarket.ts';

const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('generated'), seed: z.int().nonnegative() }),
  z.strictObject({ kind: z.literal('recorded'), file: z.string(), speed: z.number().positive() }),
  paperSource,
  z.strictObject({
    kind: z.literal('chain'),
    chain: z.strictObject({
      ...{ rpcUrl: z.string(), chainId: z.int(), name: z.string().nullable(), coin: z.string().nullable() },
    }),
    dex: dexSchema,
    wallet: walletSchema,
  }),
]);
/** What a desk trades on. */
export type TradingSource = z.infer<typeof source>;

const schema = z.strictObject({
  account: accountId,
  currency: z.string(),
  maxSlippagePercent: z.number(),
  source,
});

/**
 * What the desk of a home trades on, as it was started: settings may have changed since, and a replay is named on the
 * command line alone. The kill switch of another process reads it, and so needs no configuration.
 */
export type TradingRecord = z.infer<typeof schema>;

const pathIn = (home: string): string => join(home, 'trading.json');

/** Stores it durably; call it before the venue is connected. */
export function writeTradingRecord(home: string, record: TradingRecord): void {
  writeFileDurably(pathIn(home), JSON.stringify(record));
}

/**
 * What the last desk of this home traded on; null when there was none.
 *
 * @throws CountersignError `home.brokenRecord` when the file is there and cannot be read.
 */
export function readTradingRecord(home: string): TradingRecord | null {
  const path = pathIn(home);
  if (!existsSync(path)) return null;
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new CountersignError(
      'home.brokenRecord',
      `${path} should say what the desk traded on, and cannot be read. Act at the venue itself; the next start writes the file anew.`,
      { cause },
    );
  }
}
