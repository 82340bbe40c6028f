import { ProblemError } from './ProblemError.ts';

/** Something that this desk does not have. */
export function notFound(what: string, id: string): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'not-found',
    title: `No such ${what}`,
    detail: `There is no ${what} ${id} on this desk. Nothing was changed and no order was sent.`,
  });
}
