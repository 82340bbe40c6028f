import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parseBarsFile } from './parseBarsFile.ts';

const head = 'ts,open,high,low,close,volume\n';
const rows = (content: string | Buffer, name = 'BTCUSDT-1m.csv') => [
  ...parseBarsFile(Buffer.from(content), name),
];

test('default: plain and gzipped files give the same bars', () => {
  const text = `\uFEFF${head}1700000000000,1.10,2,1,1.50,0.5\r\n\n`;
  const bar = {
    ts: 1_700_000_000_000,
    open: '1.10',
    high: '2',
    low: '1',
    close: '1.50',
    volume: '0.5',
  };
  expect(rows(text)).toEqual([{ ok: true, line: 2, bar }]);
  expect(rows(gzipSync(text), 'BTCUSDT-1m.csv.gz')).toEqual(rows(text));
});

test('error: a bad row is named, and those around it are read', () => {
  const found = rows(`${head}1700000000000,1,1,1,1,1\n\n1700000060000,0,1,1,1,1\n1700000120000,1,1,1,1,1`);
  expect(found.map((row) => (row.ok ? row.line : [row.line, row.fault]))).toEqual([
    2,
    [3, 'badRow'],
    [4, 'badNumber'],
    5,
  ]);
});

test.each([
  ['', 'x.csv', 'empty'],
  [head, 'x.csv', 'empty'],
  ['ts,open\n1,2', 'x.csv', 'missingColumns'],
  ['<html></html>', 'x.csv', 'missingColumns'],
  [head, 'x.csv.gz', 'notGzip'],
  [gzipSync(head.repeat(90)).subarray(0, 40), 'x.csv.gz', 'notGzip'],
])('error: %j in %s is the one fault %s', (content, name, fault) => {
  expect(rows(content, name)).toEqual([{ ok: false, line: 1, fault, text: expect.any(String) }]);
});

test('error: what unpacks to more than was allowed is refused, not unpacked', () => {
  const bomb = gzipSync(Buffer.alloc(100_000));
  expect(bomb.length).toBeLessThan(1_000);
  for (const [bytes, name] of [
    [bomb, 'x.csv.gz'],
    [Buffer.alloc(100_000), 'x.csv'],
  ] as const) {
    expect([...parseBarsFile(bytes, name, 50_000)]).toMatchObject([{ ok: false, fault: 'tooLarge' }]);
  }
});
