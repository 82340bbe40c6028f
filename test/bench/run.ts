/**
 * Measures the desk on this machine and prints what it finds; nothing is asserted.
 * `npm run bench [-- --orders 2000] [--decisions 100000] [--bars 1000000] [--seconds 60]
 * [--only ingestion] [--json]`.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openEmbedded } from '../../db/openEmbedded.ts';
import { openServer } from '../../db/openServer.ts';
import { systemClock } from '../../host/systemClock.ts';
import { startPostgres, whyNoPostgres } from '../fixtures/startPostgres.ts';
import { benchActors } from './benchActors.ts';
import { type BarFigures, benchBars } from './benchBars.ts';
import { benchIngestion, type IngestionFigures } from './benchIngestion.ts';
import { benchModels } from './benchModels.ts';
import { benchOrders, type OrderFigures } from './benchOrders.ts';
import { benchGate } from './gate.ts';
import { LoopbackVenue } from './LoopbackVenue.ts';
import { openBenchDesk } from './openBenchDesk.ts';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '500' },
    decisions: { type: 'string', default: '100000' },
    bars: { type: 'string', default: '1000000' },
    /** How long trades, and books, are taken in. */
    seconds: { type: 'string', default: '5' },
    /** `ingestion`: that part alone. */
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const warmingUp = 300;

type OrderRuns = { database: string; fsync: string; synchronousCommit: string; runs: OrderFigures[] };

/** From the request for an order to the venue's booked acceptance, one at a time and 32 side by side. */
async function orderRuns(): Promise<OrderRuns | { skipped: string }> {
  const reason = whyNoPostgres();
  if (reason !== null) return { skipped: reason };
  await using server = await startPostgres();
  const url = await server.createDatabase();
  const settings = await readSettings(url);
  const database = await openServer(url);
  const venue = new LoopbackVenue(systemClock);
  const runs: OrderFigures[] = [];
  {
    await using hosted = await openBenchDesk(database, venue);
    // A desk runs for days; what its first orders cost more, while the engine compiles, is not what is asked for.
    await benchOrders(hosted.desk, venue, { inFlight: 32, orders: warmingUp });
    for (const [inFlight, share] of [
      [1, 0.2],
      [32, 1],
    ] as const) {
      runs.push(await benchOrders(hosted.desk, venue, { inFlight, orders: Number(values.orders) * share }));
    }
  }
  const { label } = database;
  await database.close();
  return { database: label, ...settings, runs };
}

/** Stored bars, on the embedded database and on PostgreSQL where one can run. */
async function barRuns(): Promise<BarFigures[]> {
  const bars = Number(values.bars);
  const embedded = await openEmbedded();
  const runs = [await benchBars(embedded, bars)];
  await embedded.close();
  if (whyNoPostgres() !== null) return runs;
  await using server = await startPostgres();
  const database = await openServer(await server.createDatabase());
  runs.push(await benchBars(database, bars));
  await database.close();
  return runs;
}

async function readSettings(url: string): Promise<{ fsync: string; synchronousCommit: string }> {
  const client = new pg.Client(url);
  await client.connect();
  const show = async (name: string) => String(Object.values((await client.query(`show ${name}`)).rows[0])[0]);
  const found = { fsync: await show('fsync'), synchronousCommit: await show('synchronous_commit') };
  await client.end();
  return found;
}

/** What an exchange sends a second while trades are stored: more than is wanted of it, less than could be parsed. */
const storingRate = 30_000;

async function ingestionRuns(): Promise<IngestionFigures[]> {
  const seconds = Number(values.seconds);
  const runs = [
    await benchIngestion({ kind: 'trades', seconds }),
    await benchIngestion({ kind: 'books', seconds }),
  ];
  if (whyNoPostgres() !== null) return runs;
  await using server = await startPostgres();
  const url = await server.createDatabase();
  const { fsync, synchronousCommit } = await readSettings(url);
  const database = await openServer(url);
  const stored = await benchIngestion({ kind: 'trades', seconds, rate: storingRate, database });
  await database.close();
  const label = `${database.label}, fsync ${fsync}, synchronous_commit ${synchronousCommit}`;
  return [...runs, { ...stored, ...(stored.stored && { stored: { ...stored.stored, database: label } }) }];
}

function showIngestion(runs: readonly IngestionFigures[]): void {
  console.log('Ingestion from a local exchange of Binance’s protocol: parsed, validated, in sequence');
  for (const {
    kind,
    seconds,
    messages,
    perSecond,
    perCore,
    undetectedGaps,
    loopDelayP99Ms,
    stored,
  } of runs) {
    console.log(
      `  ${kind.padEnd(6)} ${messages} in ${seconds} s: ${perSecond.toFixed(0)} a second, ${perCore.toFixed(0)} a second of processor; ${undetectedGaps} undetected gaps; event loop delay p99 ${loopDelayP99Ms.toFixed(1)} ms`,
    );
    if (stored)
      console.log(
        `         stored in ${stored.database}: ${stored.perSecond.toFixed(0)} trades a second of ${storingRate} sent; ${stored.leftOut} left out; ${stored.readBack} of ${stored.trades} read back`,
      );
  }
}

const ingestion = await ingestionRuns();
if (values.only === 'ingestion') {
  if (values.json) console.log(JSON.stringify({ ingestion }));
  else showIngestion(ingestion);
  process.exit();
}
const gate = benchGate(Number(values.decisions));
const models = await benchModels();
const actors = await benchActors();
const orders = await orderRuns();
const bars = await barRuns();
if (values.json) {
  console.log(JSON.stringify({ ingestion, gate, models, actors, orders, bars }));
} else {
  showIngestion(ingestion);
  const micro = (nanoseconds: number) => `${(nanoseconds / 1000).toFixed(1)} µs`;
  console.log('Risk gate, pure');
  for (const { name, openOrders, p50, p99 } of gate)
    console.log(`  ${name.padEnd(8)} ${openOrders} open orders: p50 ${micro(p50)}, p99 ${micro(p99)}`);
  const { trend, sentiment, peakMemoryMb } = models;
  console.log(
    `Models\n  trend    loads in ${trend.loadMs.toFixed(0)} ms; a forecast p50 ${trend.p50Ms.toFixed(2)} ms, p99 ${trend.p99Ms.toFixed(2)} ms\n` +
      `  sentiment loads in ${sentiment.loadMs.toFixed(0)} ms; ${sentiment.textsPerSecond.toFixed(0)} texts a second; peak memory of the process ${peakMemoryMb.toFixed(0)} MB`,
  );
  console.log(
    `Accounts\n  ${actors.actors} idle: ${(actors.bytesEach / 1024).toFixed(1)} kB of memory each, with guardian and kill switch`,
  );
  if ('skipped' in orders) console.log(`Orders were not measured: ${orders.skipped}`);
  else {
    console.log(
      `Orders, ${orders.database}, fsync ${orders.fsync}, synchronous_commit ${orders.synchronousCommit}, a venue in the same process that answers at once; after ${warmingUp} to warm up`,
    );
    for (const { inFlight, perSecond, taken, booked, cpuMs } of orders.runs)
      console.log(
        `  ${inFlight} in flight: ${perSecond.toFixed(0)} orders a second; taken by the venue p50 ${taken.p50.toFixed(1)} ms, p99 ${taken.p99.toFixed(1)} ms; booked p50 ${booked.p50.toFixed(1)} ms; ${cpuMs.toFixed(2)} ms of processor an order`,
      );
  }
  console.log('Stored bars');
  for (const { database, bars: many, importMs, readMs } of bars)
    console.log(
      `  ${database}: ${many} imported in ${(importMs / 1000).toFixed(1)} s; read in ${readMs.best.toFixed(0)} ms at best (${readMs.cpuMs.toFixed(0)} ms of processor here), ${readMs.median.toFixed(0)} ms in the middle`,
    );
}
