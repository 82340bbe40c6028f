import { test } from 'vitest';
import { startPostgres, whyNoPostgres } from '../fixtures/startPostgres.ts';
import { failpoints } from './failpoints/failpoints.ts';
import { runDatabaseKills } from './failpoints/runDatabaseKills.ts';
import { runFailpoints } from './failpoints/runFailpoints.ts';

const timeout = failpoints.length * 60_000;

const tell = (line: string) => console.log(line);

test('default', { timeout }, () => runFailpoints(failpoints, { tell }));

const reason = whyNoPostgres();
test.skipIf(reason !== null)(
  `behavior: the same on a PostgreSQL server${reason ? ` (skipped: ${reason})` : ''}`,
  { timeout },
  async () => {
    await using server = await startPostgres();
    await runFailpoints(failpoints, { databaseUrl: await server.createDatabase(), tell });
  },
);

test.skipIf(reason !== null)(
  `behavior: the database server itself dies under a desk that lives on${reason ? ` (skipped: ${reason})` : ''}`,
  { timeout },
  async () => {
    await using server = await startPostgres();
    await runDatabaseKills(server, tell);
  },
);
