import type { Database } from '../../db/Repositories.ts';
import { importBars } from '../../desk/data/importBars.ts';
import { instrumentId } from '../../domain/ids.ts';

/** Bars read and imported, and the milliseconds that it took; `cpuMs` is this process's own part of the best reading. */
export type BarFigures = {
  database: string;
  bars: number;
  importMs: number;
  readMs: { best: number; median: number; cpuMs: number };
};

const readings = 5;
const instrument = instrumentId.parse('BTC/USDT');

/** Imports a CSV of made-up bars into a database, and reads them back into objects with decimal strings. */
export async function benchBars(database: Database, bars: number): Promise<BarFigures> {
  const bytes = madeUpCsv(bars);
  const began = performance.now();
  const { series } = await importBars(database, {
    ...{ bytes, name: 'BTCUSDT.csv', source: 'bench', instrument, now: Date.now() },
  });
  const importMs = performance.now() - began;
  const runs: { ms: number; cpuMs: number }[] = [];
  for (let reading = 0; reading < readings; reading += 1) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    const read = await database.read.bars.list(series);
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    if (read.length !== bars) throw new Error(`${read.length} bars came back of ${bars}`);
    runs.push({ ms, cpuMs: (user + system) / 1000 });
  }
  runs.sort((one, other) => one.ms - other.ms);
  const [best] = runs;
  const median = runs[Math.floor(readings / 2)];
  return {
    database: database.label,
    ...{ bars, importMs },
    readMs: { best: best?.ms ?? 0, median: median?.ms ?? 0, cpuMs: best?.cpuMs ?? 0 },
  };
}

function madeUpCsv(bars: number): Buffer {
  const start = Date.UTC(2015, 0, 1);
  const lines = ['ts,open,high,low,close,volume'];
  let price = 30_000_00;
  for (let index = 0; index < bars; index += 1) {
    const open = price;
    price = Math.max(1_000_00, price + ((index * 7919) % 4001) - 2_000);
    const text = (cents: number) => (cents / 100).toFixed(2);
    const [high, low] = [Math.max(open, price) + (index % 900), Math.min(open, price) - (index % 800)];
    const volume = (((index * 104_729) % 9_000_000) / 100_000).toFixed(5);
    lines.push([start + index * 300_000, text(open), text(high), text(low), text(price), volume].join(','));
  }
  return Buffer.from(lines.join('\n'));
}
