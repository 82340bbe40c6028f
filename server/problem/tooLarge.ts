import { ProblemError } from './ProblemError.ts';

/** A body that is larger than any honest request. */
export function tooLarge(maxBytes: number): never {
  throw new ProblemError({
    status: 413,
    code: 'too-large',
    title: 'The request is too large',
    detail: `A request has at most ${maxBytes / 1024} KB. Nothing was read, nothing was changed and no order was sent. Say it shorter.`,
    errors: [{ field: 'body', found: `more than ${maxBytes} bytes`, allowed: `at most ${maxBytes} bytes` }],
  });
}
