import type { Problem } from '../../domain/Problem.ts';
import { ProblemError } from './ProblemError.ts';

/** A request that says something that cannot be meant; nothing was stored or sent. */
export function invalidRequest(errors: Problem[]): ProblemError {
  const named = errors.map(({ field, found, allowed }) => `${field}: found ${found}, allowed is ${allowed}`);
  return new ProblemError({
    status: 422,
    code: 'invalid-request',
    title: 'The request is not valid',
    detail: `${named.join('. ')}. No order was sent.`,
    errors,
  });
}
