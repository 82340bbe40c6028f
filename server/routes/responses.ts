import type { z } from 'zod';
import { problemDocument } from '../problem/problemDocument.ts';

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemDocument } },
});

const known = {
  401: problem('No credential, or one that is not known'),
  403: problem('This credential may not do that, or the request comes from another site'),
  404: problem('No such thing'),
  409: problem('It stands in a state that does not allow this; says who did what and when'),
  413: problem('The body is too large'),
  422: problem('Malformed, or an unknown field or instrument'),
  503: problem('The venue or a part of the desk could not be asked'),
};

/** A JSON answer with the refusals that its route can give, for the OpenAPI document. */
export function answers<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** Refusals by status, for the OpenAPI document. */
export function refusals<Status extends keyof typeof known>(
  ...statuses: Status[]
): Pick<typeof known, Status | 401> {
  return Object.fromEntries([401 as const, ...statuses].map((status) => [status, known[status]])) as Pick<
    typeof known,
    Status | 401
  >;
}
