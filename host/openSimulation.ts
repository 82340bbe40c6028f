import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../domain/Clock.ts';
import { createCcxtVenue } from '../venues/ccxt/createCcxtVenue.ts';
import { createGeneratedMarket } from '../venues/simulated/market/createGeneratedMarket.ts';
import { openRecordedMarket } from '../venues/simulated/market/openRecordedMarket.ts';
import type { SimulatedMarket } from '../venues/simulated/SimulatedMarket.ts';
import { startSimulatedVenue } from '../venues/simulated/startSimulatedVenue.ts';
import type { Venue } from '../venues/Venue.ts';

/** Which market the simulated venue plays. */
export type SimulationSource =
  | { kind: 'generated'; seed: number }
  | { kind: 'recorded'; file: string; speed: number };

/** A simulated venue that runs, and the adapter that trades on it over its protocol. */
export type Simulation = {
  venue: Venue;
  market: { kind: SimulatedMarket['kind']; label: string };
  close(): Promise<void>;
};

const keysSchema = z.strictObject({ key: z.string(), secret: z.string() });
const playSchema = z.strictObject({ startedAt: z.int(), startAt: z.int() });

/** A name for the account and the folder of a simulation: another market has other books. */
export function simulationName(source: SimulationSource): string {
  return source.kind === 'generated'
    ? `sim-${source.seed}`
    : `replay-${basename(source.file).replace(/\W+/g, '-')}`.slice(0, 60);
}

/** Starts the simulated venue on loopback and the ccxt adapter towards it. */
export async function openSimulation(params: {
  folder: string;
  source: SimulationSource;
  clock: Clock;
}): Promise<Simulation> {
  const { folder, source, clock } = params;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const market = await openMarket(folder, source, clock);
  const keys = ownKeys(folder);
  const server = await startSimulatedVenue({ market, folder, keys: [keys], clock });
  const venue = createCcxtVenue({
    id: 'simulated',
    label: 'Simulated venue',
    exchange: 'binance',
    simulated: true,
    credentials: { apiKey: keys.key, secret: keys.secret },
    redirect: { rest: server.restOrigin, ws: server.wsOrigin },
    clock,
  });
  return {
    venue,
    market: { kind: market.kind, label: market.label },
    async close() {
      await venue.close();
      await server.close();
    },
  };
}

async function openMarket(folder: string, source: SimulationSource, clock: Clock): Promise<SimulatedMarket> {
  if (source.kind === 'generated') return createGeneratedMarket({ seed: source.seed });
  const { file, speed } = source;
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
