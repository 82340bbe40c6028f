import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, LineCounter, parseDocument } from 'yaml';
import { describe } from '../domain/schema.ts';
import { ConfigError } from './ConfigError.ts';
import { explainIssues, type Source } from './explainIssues.ts';
import type { Environment } from './readEnvironment.ts';
import { type Config, configSchema } from './schema.ts';
import { isTree, type Tree } from './tree.ts';

const folder = import.meta.dirname;

/**
 * Loads the configuration: `default.yaml`, then the file of the environment's name, then the home's `config.yaml`,
 * then the environment's variables, each overriding single keys of what came before.
 *
 * @throws ConfigError naming every wrong key, where it stands, what was found and what is allowed.
 */
export function loadConfig(environment: Environment): Config {
  const files = [join(folder, 'default.yaml'), ...namedFile(environment), ...homeFile(environment)];
  const sources = files.map(readYaml);
  const merged = sources.reduce<Tree>((tree, source) => merge(tree, toTree(source)), {});
  for (const { path, value } of environment.overrides) set(merged, path, value);
  inferProvider(merged);
  const parsed = configSchema.safeParse(merged);
  const issues = parsed.success ? [] : parsed.error.issues;
  const lines = [
    ...(environment.unknown ?? []),
    ...sources.flatMap(keysInFile),
    ...explainIssues(issues, { tree: merged, sources, environment }),
  ];
  if (!parsed.success || lines.length > 0) {
    throw new ConfigError(
      'config.invalid',
      ['The configuration cannot be used, so nothing was started and no order was sent.', ...lines].join(
        '\n',
      ),
    );
  }
  return { ...parsed.data, home: environment.home };
}

/** Keys that come from the environment alone, by where they would stand. */
const keys = {
  'model.apiKey': 'OPENAI_API_KEY',
  'chain.explorer.apiKey': 'ETHERSCAN_API_KEY',
  'crowd.reddit.clientId': 'REDDIT_CLIENT_ID',
  'crowd.reddit.clientSecret': 'REDDIT_CLIENT_SECRET',
  'crowd.x.bearerToken': 'X_BEARER_TOKEN',
  'wallet.password': 'COUNTERSIGN_WALLET_PASSWORD',
};

function keysInFile({ file, document }: Source): string[] {
  return Object.entries(keys)
    .filter(([path]) => Boolean(document.getIn(path.split('.'))))
    .map(
      ([path, variable]) =>
        `${path} (${file}): a key does not belong into a file; remove it there and set ${variable} instead`,
    );
}

function namedFile({ name }: Environment): string[] {
  if (name === null) return [];
  if (name === 'development' || name === 'production') return [join(folder, `${name}.yaml`)];
  throw new ConfigError(
    'config.invalid',
    `COUNTERSIGN_ENV is ${describe(name)}; allowed are development and production. Nothing was started.`,
  );
}

function homeFile({ home }: Environment): string[] {
  const path = join(home, 'config.yaml');
  return existsSync(path) ? [path] : [];
}

function readYaml(file: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, prettyErrors: true });
  const [error] = document.errors;
  if (error) throw new ConfigError('config.unreadable', `${file} is not valid YAML: ${error.message}`);
  if (document.contents !== null && !isMap(document.contents)) {
    throw new ConfigError('config.unreadable', `${file} must hold keys and values, such as "mode: sim"`);
  }
  return { file, document, lines };
}

function toTree({ document }: Source): Tree {
  const value: unknown = document.toJS();
  return isTree(value) ? value : {};
}

/** A key for a model without a provider means that the model is to be used. */
function inferProvider(tree: Tree): void {
  const model = tree.model;
  if (!isTree(model) || model.provider !== 'offline' || !model.apiKey || !model.model) return;
  model.provider = model.baseUrl ? 'openaiCompatible' : 'openai';
}

function merge(base: Tree, over: Tree): Tree {
  const result: Tree = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = result[key];
    result[key] = isTree(before) && isTree(value) ? merge(before, value) : value;
  }
  return result;
}

function set(tree: Tree, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  const inner = tree[key];
  const next: Tree = isTree(inner) ? inner : {};
  tree[key] = next;
  set(next, rest, value);
}
