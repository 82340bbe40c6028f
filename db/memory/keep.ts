import { freeze } from './freeze.ts';

/**
 * A row as it is kept: never the object that went in, and holding what JSON can carry. Nobody can change it, so that
 * whoever reads it may be given the row itself.
 */
export function keep<T>(value: T): T {
  return value === undefined ? value : freeze(JSON.parse(JSON.stringify(value)) as T);
}
