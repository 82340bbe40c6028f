import { Agent, request } from 'undici';
import type { Scheduler } from '../../domain/Clock.ts';
import { SourceError } from '../SourceError.ts';
import { guardedLookup } from './guardedLookup.ts';
import { readBounded } from './readBounded.ts';
import { requirePublic } from './requirePublic.ts';

/** One HTTP exchange, no redirect followed. Headers in lower case, the last of repeated ones. */
export type Exchange = { status: number; headers: ReadonlyMap<string, string>; body: Buffer };

export type ExchangeRequest = {
  url: URL;
  headers: Record<string, string>;
  maxBytes: number;
  /** Posted as a form; nothing is sent where it is left out. */
  form?: Readonly<Record<string, string>>;
};

export type ExchangeSettings = {
  clock: Scheduler;
  /** For the whole exchange, from the look-up of the name to the last byte. */
  timeoutMs: number;
  /** Origins that may lie inside this machine or network, and may be spoken to without encryption. */
  localOrigins: readonly string[];
};

/** Opens what exchanges go through. Every fault of an exchange is a `SourceError`. */
export function openExchange({ clock, timeoutMs, localOrigins }: ExchangeSettings): {
  /** Throws where an address may not be asked at all, before anything is sent. */
  requireAllowed(url: URL): void;
  exchangeOnce(request: ExchangeRequest): Promise<Exchange>;
  close(): Promise<void>;
} {
  const outside = new Agent({ connect: { lookup: guardedLookup }, connections: 2 });
  const local = new Agent({ connections: 2 });

  const isLocal = (url: URL): boolean => localOrigins.includes(url.origin);
  const requireAllowed = (url: URL): void => {
    if (!isLocal(url)) requirePublic(url, 'https:');
  };

  async function exchangeOnce({ url, headers, maxBytes, form }: ExchangeRequest): Promise<Exchange> {
    requireAllowed(url);
    const late = new AbortController();
    const cancel = clock.after(timeoutMs, () => late.abort(tooSlow(url, timeoutMs)));
    const { signal } = late;
    try {
      const answer = await request(url, {
        ...(form ? posted(form) : { method: 'GET' }),
        dispatcher: isLocal(url) ? local : outside,
        headers: {
          'accept-encoding': 'gzip, br',
          ...headers,
          ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        signal,
      });
      const flat = flatten(answer.headers);
      const encoding = flat.get('content-encoding') ?? '';
      const body = await readBounded(answer.body, { encoding, maxBytes, signal });
      return { status: answer.statusCode, headers: flat, body };
    } catch (cause) {
      if (signal.aborted) throw signal.reason;
      throw cause instanceof SourceError ? cause : unreachable(url, cause);
    } finally {
      cancel();
    }
  }

  return {
    requireAllowed,
    exchangeOnce,
    async close() {
      await Promise.all([outside.destroy(), local.destroy()]);
    },
  };
}

function posted(form: Readonly<Record<string, string>>): { method: 'POST'; body: string } {
  return { method: 'POST', body: new URLSearchParams(form).toString() };
}

function flatten(headers: Record<string, string | string[] | undefined>): Map<string, string> {
  return new Map(
    Object.entries(headers).flatMap(([name, value]) => {
      const last = Array.isArray(value) ? value.at(-1) : value;
      return last === undefined ? [] : [[name.toLowerCase(), last] as const];
    }),
  );
}

function tooSlow({ host }: URL, timeoutMs: number): SourceError {
  return new SourceError('source.slow', `${host} did not finish its answer within ${timeoutMs / 1000} s.`);
}

function unreachable({ host }: URL, cause: unknown): SourceError {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new SourceError('source.unreachable', `${host} could not be reached${code}.`, { cause });
}
