/** Rooms from the ground up; each may import what its line names, itself always. `'type'`: type imports only. */
type Access = 'all' | 'type';

const ground = { domain: 'all' } as const;
const upToAgents = {
  ...ground,
  config: 'all',
  machines: 'all',
  db: 'all',
  venues: 'all',
  sources: 'all',
  models: 'all',
  desk: 'all',
  tools: 'all',
  strategies: 'all',
  agents: 'all',
} as const;
const upToHost = { ...upToAgents, host: 'all' } as const;
const upToEvals = { ...upToHost, backtest: 'all', evals: 'all' } as const;
const everything = {
  ...upToEvals,
  server: 'all',
  app: 'all',
  bin: 'all',
  scripts: 'all',
  test: 'all',
} as const;

/** The rooms table of the design. A folder that is not in it may not hold source. */
export const rooms: Readonly<Record<string, Readonly<Record<string, Access>>>> = {
  domain: {},
  config: ground,
  machines: ground,
  db: ground,
  venues: ground,
  sources: ground,
  models: ground,
  desk: { ...ground, machines: 'all', db: 'all', venues: 'all' },
  // What an agent's run and the trading state allow is a machine's ruling, so tools and agents may ask it.
  tools: { ...ground, machines: 'all', desk: 'all', models: 'all', sources: 'all' },
  strategies: { ...ground, desk: 'type', models: 'all' },
  agents: { ...ground, machines: 'all', tools: 'all', desk: 'type' },
  host: upToAgents,
  backtest: upToHost,
  evals: { ...upToHost, backtest: 'all' },
  server: upToEvals,
  app: { ...ground, server: 'type' },
  // Beside the rooms: what starts, builds, documents and tests them.
  bin: everything,
  scripts: everything,
  docs: everything,
  test: everything,
  '.': everything,
};
