import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { describe } from '../domain/schema.ts';
import { ConfigError } from './ConfigError.ts';
import { closestKey } from './closestKey.ts';
import type { Environment } from './readEnvironment.ts';
import { type Config, configSchema } from './schema.ts';

const folder = import.meta.dirname;

type Tree = Record<string, unknown>;
type Source = { file: string; document: Document; lines: LineCounter };

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
  if (!parsed.success) {
    const lines = parsed.error.issues.flatMap((issue) => explain(issue, merged, sources, environment));
    throw new ConfigError(
      'config.invalid',
      ['The configuration cannot be used, so nothing was started and no order was sent.', ...lines].join(
        '\n',
      ),
    );
  }
  return { ...parsed.data, home: environment.home };
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
  const model = tree['model'];
  if (!isTree(model) || model['provider'] !== 'offline' || !model['apiKey'] || !model['model']) return;
  model['provider'] = model['baseUrl'] ? 'openaiCompatible' : 'openai';
}

function explain(issue: z.core.$ZodIssue, tree: Tree, sources: Source[], environment: Environment): string[] {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(schemaAt(issue.path));
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      const near = closestKey(key, known);
      const hint = near ? `did you mean ${near}?` : `known keys are ${known.join(', ')}`;
      return `${path.join('.')}${place(path, sources, environment)}: unknown key; ${hint}`;
    });
  }
  const found = describe(
    issue.path.reduce<unknown>((value, key) => (isTree(value) ? value[String(key)] : value), tree),
  );
  return [
    `${issue.path.join('.')}${place(issue.path, sources, environment)}: found ${found}; ${issue.message}`,
  ];
}

/** Keys that the schema knows at a path. */
function schemaAt(path: readonly PropertyKey[]): Record<string, unknown> {
  return path.reduce<Record<string, unknown>>((shape, key) => {
    const inner = shape[String(key)];
    return isTree(inner) && isTree(inner['shape']) ? inner['shape'] : {};
  }, configSchema.shape);
}

/** Where a key stands: the variable or the last file that has it, with its line. */
function place(path: readonly PropertyKey[], sources: readonly Source[], environment: Environment): string {
  const variable = environment.overrides.find((override) => override.path.join('.') === path.join('.'));
  if (variable) return ` (from ${variable.variable})`;
  const source = sources.findLast(({ document }) => document.hasIn(path.map(String)));
  if (!source) return '';
  const node = source.document.getIn(path.map(String), true);
  const line = isNode(node) && node.range ? source.lines.linePos(node.range[0]).line : undefined;
  return ` (${source.file}${line ? `, line ${line}` : ''})`;
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

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
