import type { Scheduler } from '../../domain/Clock.ts';
import { SourceError } from '../SourceError.ts';
import { decodeText } from './decodeText.ts';
import { type Exchange, openExchange } from './exchangeOnce.ts';
import { HostPacer } from './HostPacer.ts';
import { parseRetryAfter } from './parseRetryAfter.ts';
import { RobotsRules } from './RobotsRules.ts';
import { type RateBudget, readRateBudget } from './readRateBudget.ts';

export type HttpReaderSettings = {
  clock: Scheduler;
  /** Sent with every request, and the name that robots.txt is read by. */
  userAgent: string;
  /** Origins that may lie inside this machine or network, such as `http://127.0.0.1:8080`. */
  localOrigins?: readonly string[];
  timeoutMs?: number;
  /** Most that an answer may hold, packed and unpacked. */
  maxBytes?: number;
  /** Between two requests to one host. A longer crawl delay in its robots.txt is kept to. */
  pauseMs?: number;
};

/** What an earlier answer said of itself, to be told only of news. */
export type Validators = { etag?: string; lastModified?: string };

export type ReadRequest = {
  url: string;
  accept: string;
  validators?: Validators;
  /** Hosts besides its own that it may redirect to. */
  redirectHosts?: readonly string[];
  /**
   * Key of an interface that was granted to this desk. It goes to this address alone: no redirect is followed, and
   * robots.txt, which speaks to uninvited guests, is not asked for.
   */
  authorization?: string;
  /** Posted beside the key, where an interface hands out a token for it. */
  form?: Readonly<Record<string, string>>;
};

export type ReadAnswer =
  | { kind: 'notModified'; budget: RateBudget | null }
  | {
      kind: 'body';
      text: string;
      contentType: string;
      validators: Validators;
      budget: RateBudget | null;
    };

/** Reads public pages as a guest should. Every fault is a `SourceError`. */
export type HttpReader = { read(request: ReadRequest): Promise<ReadAnswer>; close(): Promise<void> };

const mostRedirects = 3;
const robotsMaxBytes = 512 * 1024;

export function createHttpReader(settings: HttpReaderSettings): HttpReader {
  const { clock, userAgent, localOrigins = [], timeoutMs = 10_000 } = settings;
  const { maxBytes = 2 * 1024 * 1024, pauseMs = 2_000 } = settings;
  const { requireAllowed, exchangeOnce, close } = openExchange({ clock, timeoutMs, localOrigins });
  const pacer = new HostPacer(clock);
  const robots = new RobotsRules(clock, userAgent, (url) =>
    follow(url, [], (hop) =>
      // The page that the rules were asked for may follow at once.
      pacer.run(hop.host, 0, () =>
        exchangeOnce({ url: hop, headers: { 'user-agent': userAgent }, maxBytes: robotsMaxBytes }),
      ),
    ),
  );

  return {
    async read({ url, accept, validators = {}, redirectHosts = [], authorization, form }) {
      const headers = {
        'user-agent': userAgent,
        accept,
        ...(validators.etag !== undefined && { 'if-none-match': validators.etag }),
        ...(validators.lastModified !== undefined && { 'if-modified-since': validators.lastModified }),
        ...(authorization !== undefined && { authorization }),
      };
      if (authorization !== undefined) {
        const only = new URL(url);
        requireAllowed(only);
        const answer = await pacer.run(only.host, pauseMs, () =>
          exchangeOnce({ url: only, headers, maxBytes, ...(form && { form }) }),
        );
        return toAnswer(answer, only.host, clock.now());
      }
      const answer = await follow(new URL(url), redirectHosts, async (hop) => {
        requireAllowed(hop);
        const { allowed, crawlDelayMs } = await robots.ruleFor(hop);
        if (!allowed)
          throw new SourceError('source.robots', `The robots.txt of ${hop.host} asks not to read this page.`);
        return pacer.run(hop.host, Math.max(pauseMs, crawlDelayMs), () =>
          exchangeOnce({ url: hop, headers, maxBytes }),
        );
      });
      return toAnswer(answer, new URL(url).host, clock.now());
    },
    close() {
      pacer.close();
      return close();
    },
  };
}

/** Follows redirects on the same host and to hosts that are named, never from https to http. */
async function follow(
  first: URL,
  hosts: readonly string[],
  ask: (url: URL) => Promise<Exchange>,
): Promise<Exchange> {
  let url = first;
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    const answer = await ask(url);
    const location = answer.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) return answer;
    const next = URL.canParse(location, url) ? new URL(location, url) : null;
    const known = next && (next.host === first.host || hosts.includes(next.host));
    if (!known || (url.protocol === 'https:' && next.protocol !== 'https:'))
      throw new SourceError(
        'source.redirect',
        `${first.host} redirects to ${next ? next.host : 'something that is no address'}, which was not followed. If that is meant, name the host under redirectHosts of this source.`,
      );
    url = next;
  }
  throw new SourceError('source.redirect', `${first.host} redirects in a circle.`);
}

function toAnswer({ status, headers, body }: Exchange, host: string, now: number): ReadAnswer {
  const budget = readRateBudget(headers, now);
  if (status === 304) return { kind: 'notModified', budget };
  if (status === 429 || status === 503)
    throw new SourceError('source.limited', `${host} asks to be called less often (status ${status}).`, {
      context: { retryAt: parseRetryAfter(headers.get('retry-after'), now) ?? budget?.resetAt ?? null },
    });
  if (status < 200 || status > 299)
    throw new SourceError('source.status', `${host} answered with status ${status}.`, {
      context: { status },
    });
  const etag = headers.get('etag');
  const lastModified = headers.get('last-modified');
  const contentType = headers.get('content-type') ?? '';
  return {
    kind: 'body',
    text: decodeText(body, contentType),
    contentType,
    validators: { ...(etag && { etag }), ...(lastModified && { lastModified }) },
    budget,
  };
}
