import { createStore } from './store.ts';

/** RFC 9457 problem details as the API sends them. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  errors?: { field: string; found?: string; allowed?: string }[];
};

/**
 * Why a request has no answer to show. `unreachable`: nobody answered, so nothing is known about what happened.
 * `signedOut`: the session has ended. `refused`: the desk said no (4xx). `fault`: the desk failed (5xx).
 */
export type FailureKind = 'unreachable' | 'signedOut' | 'refused' | 'fault';

export class RequestFailed extends Error {
  override name = 'RequestFailed';
  readonly kind: FailureKind;
  readonly problem: Problem | null;

  constructor(kind: FailureKind, message: string, problem: Problem | null = null) {
    super(message);
    this.kind = kind;
    this.problem = problem;
  }
}

/** False once the API has answered 401; the page then explains how to get a launch address. */
export const signedIn = createStore(true);

export function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return request<T>('GET', path, undefined, signal);
}

export function postJson<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return request<T>('POST', path, body, signal);
}

async function request<T>(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        accept: 'application/json, application/problem+json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, AbortSignal.timeout(15_000)]) : AbortSignal.timeout(15_000),
    });
  } catch (cause) {
    throw Object.assign(
      new RequestFailed(
        'unreachable',
        'The desk did not answer. Nothing is known about this request; check before you repeat it.',
      ),
      { cause },
    );
  }
  if (response.ok) return (await response.json()) as T;
  throw await failureOf(response);
}

async function failureOf(response: Response): Promise<RequestFailed> {
  const problem = await readProblem(response);
  const message = problem.detail ?? problem.title;
  if (response.status === 401) {
    signedIn.set(false);
    return new RequestFailed('signedOut', message, problem);
  }
  return new RequestFailed(response.status >= 500 ? 'fault' : 'refused', message, problem);
}

async function readProblem(response: Response): Promise<Problem> {
  const fallback = {
    type: 'about:blank',
    title: `The desk answered ${response.status}.`,
    status: response.status,
  };
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? { ...fallback, ...body } : fallback;
  } catch {
    return fallback;
  }
}
