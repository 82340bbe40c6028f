import type { Problem } from '../../domain/Problem.ts';

export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 500 | 503;

export type ProblemDetails = {
  status: ProblemStatus;
  /** Stable name, the end of the problem's `type`. */
  code: string;
  title: string;
  /** What happened, what it means for the caller's money, what to do next. */
  detail: string;
  errors?: Problem[];
  /** Further members of the document, e.g. the proposal as it stands. */
  extensions?: Record<string, unknown>;
  headers?: Record<string, string>;
};

/** A refusal or a fault on its way to the caller as `application/problem+json` (RFC 9457). */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly details: ProblemDetails;

  constructor(details: ProblemDetails) {
    super(details.detail);
    this.details = details;
  }
}
