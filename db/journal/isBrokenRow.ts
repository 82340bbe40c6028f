import { ZodError } from 'zod';
import { CountersignError } from '../../domain/CountersignError.ts';

/** What a reader says of rows that it heard cannot be read, without having seen them itself. */
export const unreadableRows = 'journal.unreadable';

/** Whether reading the journal failed at a row that no longer has the shape of an entry. */
export function isBrokenRow(cause: unknown): boolean {
  if (cause instanceof ZodError || cause instanceof SyntaxError) return true;
  if (cause instanceof CountersignError && cause.code === unreadableRows) return true;
  return cause instanceof Error && cause.cause !== undefined && isBrokenRow(cause.cause);
}
