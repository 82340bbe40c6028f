import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { lockHome } from '../../../db/lockHome.ts';
import { createGeneratedMarket } from '../../../venues/simulated/market/createGeneratedMarket.ts';
import { startSimulatedVenue } from '../../../venues/simulated/startSimulatedVenue.ts';
import { type Cli, print } from '../Cli.ts';
import { CliError } from '../CliError.ts';
import { untilStopped } from '../untilStopped.ts';

export type VenueOptions = { port: number; seed: number; key?: string; secret?: string };

/** Runs the simulated venue by itself, with one account of 100,000 USDT, until it is told to stop. */
export async function venue(cli: Cli, { port, seed, key, secret }: VenueOptions): Promise<number> {
  if ((key === undefined) !== (secret === undefined)) {
    throw new CliError('Give both --key and --secret, or neither and they are made. Nothing was started.', {
      exitCode: 2,
    });
  }
  const keys = {
    key: key ?? randomBytes(32).toString('hex'),
    secret: secret ?? randomBytes(32).toString('hex'),
  };
  // Apart from a desk's own venue in the same home: two processes on one log would tear it.
  const folder = join(cli.environment.home, 'venue', `alone-${seed}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await using _lock = lockHome(folder);
  const market = createGeneratedMarket({ seed });
  await using running = await startSimulatedVenue({
    market,
    folder,
    port,
    keys: [keys],
    onFault: (error) => cli.terminal.err(`The venue failed at something: ${String(error)}`),
  });
  const made = key === undefined ? keys : { key };
  print(
    cli,
    { rest: running.restOrigin, ws: running.wsOrigin, port: running.port, market: market.label, ...made },
    () => [
      `SIMULATED VENUE: ${market.label}, no real money`,
      `REST       ${running.restOrigin}/api/v3`,
      `streams    ${running.wsOrigin}/ws`,
      `key        ${keys.key}`,
      ...(key === undefined ? [`secret     ${keys.secret}`] : []),
      'Ctrl+C stops it; orders and balances are kept.',
    ],
  );
  await untilStopped();
  return 0;
}
