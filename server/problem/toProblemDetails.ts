import { HTTPException } from 'hono/http-exception';
import { CountersignError } from '../../domain/CountersignError.ts';
import { VenueError } from '../../venues/VenueError.ts';
import { invalidRequest } from './invalidRequest.ts';
import { type ProblemDetails, ProblemError } from './ProblemError.ts';

/** Translates whatever a route threw. Faults keep their inside to the log; the caller gets an id to quote. */
export function toProblemDetails(error: unknown, write: boolean): ProblemDetails {
  if (error instanceof ProblemError) return error.details;
  if (error instanceof HTTPException) return fromHttpException(error);
  if (error instanceof VenueError) {
    return {
      status: 503,
      code: 'venue-unreachable',
      title: 'The venue could not be asked',
      detail: `${sentence(error.message)} ${write ? 'Nothing was proposed by this request. ' : ''}Try again in a moment; orders that stand at the venue are not touched by this.`,
      headers: { 'retry-after': '2' },
    };
  }
  if (error instanceof CountersignError && error.code === 'command.keyReused') {
    return {
      status: 409,
      code: 'idempotency-conflict',
      title: 'This key belongs to another request',
      detail: `${error.message} Nothing was changed and no order was sent.`,
    };
  }
  if (error instanceof CountersignError && error.code === 'lease.lost') {
    return {
      status: 503,
      code: 'lease-lost',
      title: 'Another process owns this account',
      detail: error.message,
    };
  }
  return {
    status: 500,
    code: error instanceof CountersignError ? error.code : 'fault',
    title: 'The desk failed at this',
    detail: write
      ? 'The desk could not finish this request, and it is not known how far it came. Look at the proposals and orders before you repeat it, and quote the instance id when you report it.'
      : 'The desk could not answer. Nothing was changed and no order was sent. Quote the instance id when you report it.',
  };
}

function fromHttpException(error: HTTPException): ProblemDetails {
  if (error.status === 415) {
    return {
      status: 415,
      code: 'unsupported-media-type',
      title: 'Only JSON is understood',
      detail: 'Send the body as application/json. No order was sent.',
    };
  }
  if (error.status === 400 && error.message.startsWith('Malformed JSON')) {
    return invalidRequest([{ field: 'body', found: 'nothing', allowed: 'a JSON object' }]).details;
  }
  return {
    status: error.status === 404 ? 404 : 400,
    code: 'bad-request',
    title: 'The request was not understood',
    detail: `${sentence(error.message || 'It is malformed')} No order was sent.`,
  };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
