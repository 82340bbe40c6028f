import { homedir } from 'node:os';
import { join } from 'node:path';
import { closestKey } from './closestKey.ts';

/** What the environment says, by name; the one place where it is read. */
export type Environment = {
  home: string;
  /** `development` or `production` picks the file of that name; null for neither. */
  name: string | null;
  /** Keys of the config that a variable overrides, with the variable's name for messages. */
  overrides: { path: readonly string[]; value: string | number | boolean; variable: string }[];
  /** Variables that look like ours and are not, each with what was probably meant, as sentences. */
  unknown?: readonly string[];
};

type Variable = { name: string; path: readonly string[]; as: 'text' | 'number' };

const variables: readonly Variable[] = [
  { name: 'COUNTERSIGN_MODE', path: ['mode'], as: 'text' },
  { name: 'COUNTERSIGN_PORT', path: ['server', 'port'], as: 'number' },
  { name: 'COUNTERSIGN_SEED', path: ['venue', 'seed'], as: 'number' },
  { name: 'COUNTERSIGN_WALLET_PASSWORD', path: ['wallet', 'password'], as: 'text' },
  { name: 'DATABASE_URL', path: ['database', 'url'], as: 'text' },
  { name: 'MONGODB_URL', path: ['documents', 'url'], as: 'text' },
  { name: 'COUNTERSIGN_MODEL_PROVIDER', path: ['model', 'provider'], as: 'text' },
  { name: 'OPENAI_MODEL', path: ['model', 'model'], as: 'text' },
  { name: 'OPENAI_BASE_URL', path: ['model', 'baseUrl'], as: 'text' },
  { name: 'OPENAI_API_KEY', path: ['model', 'apiKey'], as: 'text' },
  { name: 'CHAIN_RPC_URL', path: ['chain', 'rpcUrl'], as: 'text' },
  { name: 'CHAIN_ID', path: ['chain', 'chainId'], as: 'number' },
  { name: 'ETHERSCAN_API_KEY', path: ['chain', 'explorer', 'apiKey'], as: 'text' },
  { name: 'REDDIT_CLIENT_ID', path: ['crowd', 'reddit', 'clientId'], as: 'text' },
  { name: 'REDDIT_CLIENT_SECRET', path: ['crowd', 'reddit', 'clientSecret'], as: 'text' },
  { name: 'X_BEARER_TOKEN', path: ['crowd', 'x', 'bearerToken'], as: 'text' },
  { name: 'LOG_LEVEL', path: ['log', 'level'], as: 'text' },
];

const names = ['COUNTERSIGN_HOME', 'COUNTERSIGN_ENV', ...variables.map(({ name }) => name)];

/** Reads the environment. A variable that is empty counts as not set. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const overrides: Environment['overrides'] = [];
  for (const { name, path, as } of variables) {
    const text = source[name];
    if (text === undefined || text === '') continue;
    // A number that is none stays text, so that the schema can say what was found.
    const value = as === 'number' && /^\d+$/.test(text) ? Number(text) : text;
    overrides.push({ path, value, variable: name });
    if (name === 'COUNTERSIGN_PORT')
      overrides.push({ path: ['server', 'portFixed'], value: true, variable: name });
  }
  return {
    home: source.COUNTERSIGN_HOME || join(homedir(), '.countersign'),
    name: source.COUNTERSIGN_ENV || null,
    overrides,
    unknown: Object.keys(source).filter(isMisspelt).map(explainName),
  };
}

function isMisspelt(name: string): boolean {
  return name.startsWith('COUNTERSIGN_') && !names.includes(name);
}

function explainName(name: string): string {
  const near = closestKey(name, names);
  const known = names.filter((candidate) => candidate.startsWith('COUNTERSIGN_')).join(', ');
  return `${name}: unknown variable; ${near ? `did you mean ${near}?` : `known ones are ${known}`}`;
}
