import { z } from 'zod';
import type { Problem } from '../../domain/Problem.ts';
import { describe } from '../../domain/schema.ts';

/** Translates what zod refused into field, what was found, and what is allowed. */
export function toProblems(error: z.ZodError, input: unknown, schema?: unknown): Problem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: pathOf([...issue.path, key]),
        found: describe(valueAt(input, [...issue.path, key])),
        allowed: allowedKeys(schema, issue.path),
      }));
    }
    return [{ field: pathOf(issue.path), found: found(input, issue.path), allowed: allowed(issue) }];
  });
}

function found(input: unknown, path: readonly PropertyKey[]): string {
  const value = valueAt(input, path);
  return value === undefined ? 'nothing' : describe(value);
}

function allowed(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_type':
      return stripFound(issue.message).startsWith('expected')
        ? stripFound(issue.message).slice('expected '.length)
        : `a value of type ${issue.expected}`;
    case 'too_small':
      return `${measure(issue.origin)}${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
    case 'too_big':
      return `${measure(issue.origin)}${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`;
    case 'invalid_format':
      return issue.message.startsWith('expected ')
        ? issue.message.slice('expected '.length)
        : `text that matches ${issue.pattern ?? issue.format}`;
    default: {
      const message = stripFound(issue.message);
      return message.startsWith('expected ') ? message.slice('expected '.length) : message;
    }
  }
}

function measure(origin: string): string {
  if (origin === 'string') return 'text with a length of ';
  if (origin === 'array') return 'a number of entries of ';
  return '';
}

/** Domain messages end with what was found, which has its own member here. */
function stripFound(message: string): string {
  const lower = message.replace(/^Invalid input: /, '');
  const cut = lower.search(/, (found|received) /);
  return cut < 0 ? lower : lower.slice(0, cut);
}

function allowedKeys(schema: unknown, path: readonly PropertyKey[]): string {
  let at: unknown = schema;
  for (const key of path) at = childOf(at, key);
  const object = unwrap(at);
  return object instanceof z.ZodObject
    ? `only ${Object.keys(object.shape).join(', ')}`
    : 'no further fields; see /api/openapi.json';
}

function childOf(schema: unknown, key: PropertyKey): unknown {
  const object = unwrap(schema);
  if (object instanceof z.ZodObject) return object.shape[String(key)];
  if (object instanceof z.ZodArray) return object.element;
  return undefined;
}

function unwrap(schema: unknown): unknown {
  let at = schema;
  while (at instanceof z.ZodOptional || at instanceof z.ZodNullable || at instanceof z.ZodDefault)
    at = at.unwrap();
  return at;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let at = input;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'body' : path.map(String).join('.');
}
