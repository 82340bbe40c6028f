import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Scheduler } from '../domain/Clock.ts';
import type { Timeframe } from '../domain/market.ts';
import { createCcxtVenue } from '../venues/ccxt/createCcxtVenue.ts';
import type { VenueLog } from '../venues/ccxt/VenueContext.ts';
import type { FeedEvent } from '../venues/MarketFeed.ts';
import { createGeneratedMarket } from '../venues/simulated/market/createGeneratedMarket.ts';
import { openRecordedMarket } from '../venues/simulated/market/openRecordedMarket.ts';
import type { SimulatedMarket } from '../venues/simulated/SimulatedMarket.ts';
import { startSimulatedVenue } from '../venues/simulated/startSimulatedVenue.ts';
import type { Venue } from '../venues/Venue.ts';
import { openPaperMarket, type PaperSource } from './openPaperMarket.ts';

/** Which market the simulated venue plays. */
export type SimulationSource =
  | { kind: 'generated'; seed: number }
  | { kind: 'recorded'; file: string; speed: number }
  | PaperSource;

/** A simulated venue that runs, and the adapter that trades on it over its protocol. */
export type Simulation = {
  venue: Venue;
  /** `label` says how it is right now. */
  market: { readonly kind: SimulatedMarket['kind']; readonly label: string };
  close(): Promise<void>;
};

const keysSchema = z.strictObject({ key: z.string(), secret: z.string() });
const playSchema = z.strictObject({ startedAt: z.int(), startAt: z.int() });

/** A name for the account and the folder of a simulation: another market has other books. */
export function simulationName(source: SimulationSource): string {
  switch (source.kind) {
    case 'generated':
      return `sim-${source.seed}`;
    case 'recorded':
      return `replay-${basename(source.file).replace(/\W+/g, '-')}`.slice(0, 60);
    case 'real':
      return `paper-${source.exchange}`;
  }
}

/** Starts the simulated venue on loopback and the ccxt adapter towards it. */
export async function openSimulation(params: {
  folder: string;
  source: SimulationSource;
  clock: Scheduler;
  log: VenueLog;
  /** Hears what a real exchange's feed tells, in mode paper. */
  onFeed?: (event: FeedEvent) => void;
}): Promise<Simulation> {
  await using opened = new AsyncDisposableStack();
  const { folder, source, ...parts } = params;
  const { clock, log } = parts;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { market, timeframes, close } = await openMarket(folder, source, parts);
  opened.defer(close);
  const keys = ownKeys(folder);
  const latencyMs = source.kind === 'real' ? source.latencyMs : 0;
  const server = opened.use(
    await startSimulatedVenue({
      ...{ market, folder, keys: [keys], clock, latencyMs },
      onFault: (error) => log.warn({ error: String(error) }, 'The simulated venue could not do something'),
    }),
  );
  const venue = createCcxtVenue({
    id: 'simulated',
    label: 'Simulated venue',
    exchange: 'binance',
    simulated: true,
    credentials: { apiKey: keys.key, secret: keys.secret },
    redirect: { rest: server.restOrigin, ws: server.wsOrigin },
    ...(timeframes !== undefined && { timeframes }),
    clock,
  });
  opened.defer(() => venue.close());
  const owned = opened.move();
  return { venue, market, close: () => owned.disposeAsync() };
}

type OpenMarket = { market: SimulatedMarket; timeframes?: Timeframe[]; close(): Promise<void> };

async function openMarket(
  folder: string,
  source: SimulationSource,
  parts: { clock: Scheduler; log: VenueLog; onFeed?: (event: FeedEvent) => void },
): Promise<OpenMarket> {
  const close = async () => {};
  switch (source.kind) {
    case 'generated':
      return { market: createGeneratedMarket({ seed: source.seed }), close };
    case 'recorded':
      return { market: await openRecording(folder, source, parts.clock), close };
    case 'real': {
      const { market, timeframes } = await openPaperMarket(folder, source, parts);
      return { market, timeframes, close: () => market.close() };
    }
  }
}

async function openRecording(
  folder: string,
  { file, speed }: Extract<SimulationSource, { kind: 'recorded' }>,
  clock: Scheduler,
): Promise<SimulatedMarket> {
  const path = join(folder, 'play.json');
  const known = existsSync(path) ? playSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
  if (known?.success) {
    const resumed = await openRecordedMarket({ file, speed, ...known.data });
    if (!resumed.ended(clock.now())) return resumed;
  }
  const startedAt = clock.now();
  const market = await openRecordedMarket({ file, speed, startedAt });
  writeFileSync(path, JSON.stringify({ startedAt, startAt: market.startAt }), { mode: 0o600 });
  return market;
}

/** Keys that open this simulated venue only; made on the first start. */
function ownKeys(folder: string): z.infer<typeof keysSchema> {
  const path = join(folder, 'keys.json');
  if (existsSync(path)) return keysSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const keys = { key: randomBytes(32).toString('hex'), secret: randomBytes(32).toString('hex') };
  writeFileSync(path, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}
