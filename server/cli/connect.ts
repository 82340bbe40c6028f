import { readHomeOwner } from '../../db/lockHome.ts';
import type { StateView } from '../../domain/views.ts';
import { version } from '../../host/version.ts';
import { readToken, tokenFiles } from '../access/loadTokens.ts';
import { CliError } from './CliError.ts';

const usualPatienceMs = 30_000;

export type Connection = {
  readonly address: string;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown, headers?: Record<string, string>): Promise<T>;
  /** For the mode that every output names. */
  state(): Promise<StateView>;
};

/**
 * Finds the running desk of a home by its lock file and speaks to its API, waiting `patienceMs` for each answer.
 *
 * @throws CliError when none runs, when it does not answer, and for whatever it refuses.
 */
export function connect(home: string, as: keyof typeof tokenFiles, patienceMs = usualPatienceMs): Connection {
  const owner = readHomeOwner(home);
  if (!owner) {
    throw new CliError(
      `No desk is running on ${home}. Nothing was changed and no order was sent. Start one with \`countersign start\`.`,
    );
  }
  if (owner.address === null) {
    throw new CliError(
      `The desk on ${home} (pid ${owner.pid}) is still starting. Nothing was changed. Try again in a moment.`,
    );
  }
  const token = readToken(home, as);
  if (token === undefined) {
    throw new CliError(
      `${home}/${tokenFiles[as]} is missing. Nothing was changed. Start the desk again; it makes one.`,
    );
  }
  const address = owner.address;

  async function send<T>(
    method: string,
    path: string,
    body?: unknown,
    more?: Record<string, string>,
  ): Promise<T> {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'user-agent': `countersign-cli/${version}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...more,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    }).catch((cause: unknown) => {
      throw unanswered(address, method !== 'GET', cause);
    });
    if (!response.ok) throw await refused(response);
    return (await response.json()) as T;
  }

  return {
    address,
    get: (path) => send('GET', path),
    post: (path, body, headers) => send('POST', path, body, headers),
    state: () => send('GET', '/api/state'),
  };
}

function unanswered(address: string, write: boolean, cause: unknown): CliError {
  const meaning = write
    ? 'It is not known whether it took the request: look at `countersign proposals` and `countersign orders` before you repeat it.'
    : 'Nothing was changed.';
  return new CliError(`The desk at ${address} did not answer. ${meaning}`, { cause });
}

async function refused(response: Response): Promise<CliError> {
  const problem: unknown = await response.json().catch(() => null);
  const detail = isRecord(problem) && typeof problem.detail === 'string' ? problem.detail : null;
  return new CliError(detail ?? `The desk answered with status ${response.status}.`, { problem });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
