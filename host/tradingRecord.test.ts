import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accountId } from '../domain/ids.ts';
import { readTradingRecord, writeTradingRecord } from './tradingRecord.ts';

function temporaryHome(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'countersign-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

test('default', () => {
  using home = temporaryHome();
  expect(readTradingRecord(home.path)).toBeNull();
  const record = {
    ...{ account: accountId.parse('sim-7'), currency: 'USDT', maxSlippagePercent: 0.5 },
    source: { kind: 'generated' as const, seed: 7 },
  };
  writeTradingRecord(home.path, record);
  expect(readTradingRecord(home.path)).toEqual(record);
  const replayed = { ...record, source: { kind: 'recorded' as const, file: '/bars.csv', speed: 60 } };
  writeTradingRecord(home.path, replayed);
  expect(readTradingRecord(home.path)).toEqual(replayed);
});

test('error: one that cannot be read names no venue', () => {
  using home = temporaryHome();
  writeFileSync(join(home.path, 'trading.json'), '{"account":"sim-7"}');
  expect(() => readTradingRecord(home.path)).toThrow(expect.objectContaining({ code: 'home.brokenRecord' }));
});
