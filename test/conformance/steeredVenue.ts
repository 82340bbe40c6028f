import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulatedVenue } from '../../venues/simulated/startSimulatedVenue.ts';
import { scriptedMarket } from '../../venues/simulated/testing/scriptedMarket.ts';
import { redirectedCcxt } from './redirectedCcxt.ts';

/** A venue on real time whose prices the test decides, and an unmodified client in front of it. */
export async function steeredVenue() {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  const script = scriptedMarket({ clock: { now: Date.now } });
  const faults: unknown[] = [];
  const venue = await startSimulatedVenue({
    market: script.market,
    folder,
    keys: [{ key: 'test-key', secret: 'test-secret' }],
    fund: { USDT: '100000', BTC: '2', ETH: '10' },
    onFault: (error) => faults.push(error),
  });
  const client = redirectedCcxt(venue);
  await client.loadMarkets();
  return {
    client,
    venue,
    script,
    faults,
    /** Lets the market trade and waits until the venue has seen it. */
    async trade(...args: Parameters<typeof script.trade>): Promise<void> {
      script.trade(...args);
      await new Promise((resolve) => setTimeout(resolve, 5));
      await client.fetchTime();
    },
    async [Symbol.asyncDispose]() {
      await client.close();
      await venue.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type SteeredVenue = Awaited<ReturnType<typeof steeredVenue>>;
