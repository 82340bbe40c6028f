import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { csvOf, testBars } from '../trend/testBars.ts';
import { readBarsFile } from './readBarsFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'bars-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('default: plain and gzipped files give the same bars', () => {
  const text = csvOf(testBars(5));
  const bars = readBarsFile(file('A.csv', text));
  expect(bars).toHaveLength(5);
  expect(bars[0]).toMatchObject({ ts: testBars(1)[0]?.ts, open: 20_000 });
  expect(readBarsFile(file('A.csv.gz', gzipSync(text)))).toStrictEqual(bars);
});

test('behavior: columns in any order, further ones ignored, Windows line ends', () => {
  const path = file('B.csv', 'close,ts,x,open,high,low,volume\r\n2,1700000000000,q,1,3,0.5,7\r\n');
  expect(readBarsFile(path)).toStrictEqual([
    { ts: 1_700_000_000_000, open: 1, high: 3, low: 0.5, close: 2, volume: 7 },
  ]);
});

const head = 'ts,open,high,low,close,volume\n';
const [earlier, later] = ['1700000000000,1,1,1,1,1\n', '1700000060000,1,1,1,1,1\n'];
test.each([
  ['no bar in a row', `${head}1700000000000,1,x,1,1,1\n`, 'line 2: high is "x"'],
  ['a bar twice', `${head}${earlier}${earlier}`, 'line 3: it repeats'],
  ['unsorted bars', `${head}${later}${earlier}`, 'line 3: it is older'],
  ['a missing column', 'ts,open,high,low,close\n1,1,1,1,1\n', 'line 1: the header lacks volume'],
])('error: %s is named with its line', (name, text, words) => {
  expect(() => readBarsFile(file(`${name}.csv`, text))).toThrow(words);
});
