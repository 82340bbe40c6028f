import { type Document, isNode, type LineCounter } from 'yaml';
import type { z } from 'zod';
import { describe } from '../domain/schema.ts';
import { closestKey } from './closestKey.ts';
import { keysAt } from './keysAt.ts';
import type { Environment } from './readEnvironment.ts';
import { configSchema } from './schema.ts';
import { isTree, type Tree } from './tree.ts';

/** A YAML file as it was read, for the places of its keys. */
export type Source = { file: string; document: Document; lines: LineCounter };

type Context = { tree: Tree; sources: readonly Source[]; environment: Environment };

/** One sentence a wrong key: its path, where it stands, what is allowed and what was found. */
export function explainIssues(issues: readonly z.core.$ZodIssue[], context: Context): string[] {
  return firstOfEach(issues).flatMap((issue) => explain(issue, context));
}

/** One complaint a key is enough. */
function firstOfEach(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const paths = issues.map(({ path }) => path.join('.'));
  return issues.filter((_, index) => paths.indexOf(paths[index] ?? '') === index);
}

function explain(issue: z.core.$ZodIssue, { tree, sources, environment }: Context): string[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(configSchema, issue.path);
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      const near = closestKey(key, known);
      const hint = near ? `did you mean ${near}?` : `known keys are ${known.join(', ')}`;
      return `${path.join('.')}${place(path, sources, environment)}: unknown key; ${hint}`;
    });
  }
  const path = issue.path.join('.');
  const message = issue.message.replace(/^(Invalid input|Too small|Too big|Invalid option): /, '');
  const value = at(tree, issue.path);
  const found =
    secret.has(path) && value !== null ? 'something else (not shown, it may hold a password)' : show(value);
  const says = message.includes(', found ')
    ? message
    : message.includes(';')
      ? `found ${found}; ${message}`
      : `${message}, found ${found}`;
  return [
    `${path}${place(issue.path, sources, environment)}: ${says.replace(/, received \S+(?=, found)/, '')}`,
  ];
}

function at(tree: Tree, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return (inner as unknown[])[Number(key)];
    return isTree(inner) ? inner[String(key)] : inner;
  }, tree);
}

/** JSON has no word for these numbers. */
function show(value: unknown): string {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : describe(value);
}

const secret = new Set([
  'database.url',
  'documents.url',
  'model.apiKey',
  'chain.rpcUrl',
  'chain.explorer.apiKey',
  'crowd.reddit',
  'crowd.reddit.clientId',
  'crowd.reddit.clientSecret',
  'crowd.x.bearerToken',
  'wallet.password',
]);

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
