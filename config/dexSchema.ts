import { z } from 'zod';
import { instrumentId } from '../domain/ids.ts';
import { positiveDecimal } from '../domain/schema.ts';

export const chainAddress = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, { error: 'expected 0x and 40 hex digits, in quotes' });

const symbol = z.string().regex(/^[A-Z0-9]{1,20}$/, {
  error: 'expected a symbol in upper case, such as WETH',
});
const token = z.strictObject({
  address: chainAddress,
  decimals: z.int().min(0).max(255),
});
const feePips = z.int().min(0).max(100_000);
const route = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('v2'), router: chainAddress, pair: chainAddress, feePips }),
  z.strictObject({
    ...{ kind: z.literal('v3'), router: chainAddress, quoter: chainAddress, pool: chainAddress, feePips },
  }),
]);
const reference = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('v2Pair'), pair: chainAddress }),
  z.strictObject({ kind: z.literal('v3Twap'), pool: chainAddress, seconds: z.int().min(1).max(86_400) }),
]);
const slippagePercent = z.number().gt(0).max(50);

/** A decentralised exchange that a desk trades on: which tokens, through which pools, by which price. */
export const dexSchema = z
  .strictObject({
    /** Name shown to people. */
    label: z.string().min(1).max(40),
    /** By the symbol that the desk uses; what a token says of its own decimals is held to these. */
    tokens: z.record(symbol, token),
    /** By instrument: base and quote are symbols of `tokens`. */
    markets: z.record(
      instrumentId,
      z.strictObject({
        route,
        /** Where the price comes from that bounds are taken from; never the pool that is traded in as it stands. */
        reference,
        /** What the finest quote is for, in base units; also the least that is traded. */
        quoteSize: positiveDecimal,
      }),
    ),
    /** Where the coin's price is read that gas is paid in; null where it is no quote currency's matter. */
    coinPrice: z.strictObject({ base: symbol, quote: symbol, reference }).nullable().default(null),
    /** Blocks on top after which a block counts as final; null for what the node calls final. */
    confirmations: z.int().min(0).max(1_000).nullable().default(null),
    /** How far below the reference price a stop and the kill switch may sell. */
    emergencySlippagePercent: slippagePercent.default(10),
  })
  .superRefine(({ tokens, markets, coinPrice }, context) => {
    const known = (one: string) => Object.hasOwn(tokens, one);
    const missing = (path: (string | number)[], one: string) =>
      context.addIssue({
        code: 'custom',
        path,
        message: `${one} is not among dex.tokens; name its address there`,
      });
    for (const id of Object.keys(markets))
      for (const one of id.split('/')) if (!known(one)) missing(['markets', id], one);
    for (const one of coinPrice ? [coinPrice.base, coinPrice.quote] : [])
      if (!known(one)) missing(['coinPrice'], one);
    for (const [id, { route, reference }] of Object.entries(markets)) {
      const own = route.kind === 'v2' ? route.pair : null;
      if (own === null || reference.kind !== 'v2Pair' || own.toLowerCase() !== reference.pair.toLowerCase())
        continue;
      context.addIssue({
        code: 'custom',
        path: ['markets', id, 'reference'],
        message:
          'the pool that is traded in cannot be its own reference; whoever moves it would choose the bounds too. Name another pool',
      });
    }
  });
export type DexSection = z.infer<typeof dexSchema>;

/** Who signs. The key itself is never in the configuration. */
export const walletSchema = z
  .strictObject({
    /** Path of an encrypted JSON keystore that its owner alone can read. */
    keystore: z.string().min(1).nullable(),
    /** Path of a file with the keystore's password that its owner alone can read; null to be asked for it. */
    passwordFile: z.string().min(1).nullable(),
    /** From the environment only; never read from a file, never logged. */
    password: z.string().nullable(),
    /** A program of one's own that signs, started without a shell, and the address that it signs for. */
    signer: z.strictObject({ command: z.array(z.string()).min(1), address: chainAddress }).nullable(),
  })
  .refine(({ keystore, signer }) => keystore === null || signer === null, {
    error: 'keystore and signer name two wallets; keep one',
  });
export type WalletSection = z.infer<typeof walletSchema>;
