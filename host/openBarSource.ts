import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config/schema.ts';
import type { BarSource } from '../venues/BarSource.ts';
import { createCcxtBarSource } from '../venues/ccxt/createCcxtBarSource.ts';
import { createGeneratedMarket } from '../venues/simulated/market/createGeneratedMarket.ts';
import { startSimulatedVenue } from '../venues/simulated/startSimulatedVenue.ts';
import { systemClock } from './systemClock.ts';

/** What `data.exchange` and `--exchange` call the desk's own generated market. */
export const simulatedExchange = 'simulated';

/** Opens an exchange's past: of any that ccxt knows, or of the generated market that the seed in the config gives. */
export async function openBarSource(
  config: { data: Pick<Config['data'], 'exchange' | 'origin'> } & { venue: Pick<Config['venue'], 'seed'> },
  exchange: string,
): Promise<BarSource> {
  const clock = systemClock;
  const { origin } = config.data;
  if (exchange !== simulatedExchange) {
    return createCcxtBarSource({ exchange, clock, ...(origin !== null && { origin }) });
  }
  const { seed } = config.venue;
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'countersign-market-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const keys = [{ key: randomBytes(32).toString('hex'), secret: randomBytes(32).toString('hex') }];
  const server = opened.use(
    await startSimulatedVenue({ market: createGeneratedMarket({ seed }), folder, keys, clock }),
  );
  const source = opened.use(
    await createCcxtBarSource({
      ...{ exchange: 'binance', id: `${simulatedExchange}-${seed}`, label: 'Simulated venue' },
      ...{ simulated: true, clock, origin: server.restOrigin },
    }),
  );
  const owned = opened.move();
  return { ...source, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
