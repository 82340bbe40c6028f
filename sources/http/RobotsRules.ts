import robotsModule from 'robots-parser';
import type { Clock } from '../../domain/Clock.ts';
import { SourceError } from '../SourceError.ts';
import type { Exchange } from './exchangeOnce.ts';

const keptMs = 24 * 60 * 60 * 1000;
/** Rules that could not be had are asked for again sooner. */
const retryMs = 10 * 60 * 1000;
const longestCrawlDelayMs = 60_000;

/** What a host's robots.txt says of one address. */
export type RobotsRule = { allowed: boolean; crawlDelayMs: number };
// Its types speak of a default export, which Node gives as the module itself.
const robotsParser = robotsModule as unknown as typeof robotsModule.default;
type Robots = ReturnType<typeof robotsParser>;

/**
 * Reads and keeps robots.txt by origin, as RFC 9309 has it: none there allows all, one that cannot be had for a fault
 * of the server allows nothing.
 */
export class RobotsRules {
  readonly #clock: Clock;
  readonly #userAgent: string;
  readonly #fetch: (url: URL) => Promise<Exchange>;
  readonly #kept = new Map<string, { robots: Robots | SourceError; until: number }>();

  /** `fetch` asks for a robots.txt and follows redirects on its own. */
  constructor(clock: Clock, userAgent: string, fetch: (url: URL) => Promise<Exchange>) {
    this.#clock = clock;
    this.#userAgent = userAgent;
    this.#fetch = fetch;
  }

  /** Throws `SourceError` where the rules could not be had. */
  async ruleFor(url: URL): Promise<RobotsRule> {
    const kept = this.#kept.get(url.origin);
    const robots = kept && kept.until > this.#clock.now() ? kept.robots : await this.#read(url);
    if (robots instanceof SourceError) throw robots;
    const delay = robots.getCrawlDelay(this.#userAgent) ?? 0;
    return {
      allowed: robots.isAllowed(url.href, this.#userAgent) !== false,
      crawlDelayMs: Math.min(delay * 1000, longestCrawlDelayMs),
    };
  }

  async #read({ origin }: URL): Promise<Robots | SourceError> {
    const address = new URL('/robots.txt', origin);
    const keep = (robots: Robots | SourceError, ms: number) => {
      this.#kept.set(origin, { robots, until: this.#clock.now() + ms });
      return robots;
    };
    try {
      const { status, body } = await this.#fetch(address);
      if (status >= 500 || status === 429)
        return keep(unknownRules(address.host, `it answered with status ${status}`), retryMs);
      return keep(robotsParser(address.href, status < 300 ? body.toString('utf8') : ''), keptMs);
    } catch (cause) {
      if (!(cause instanceof SourceError)) throw cause;
      return cause;
    }
  }
}

function unknownRules(host: string, reason: string): SourceError {
  return new SourceError(
    'source.robotsUnknown',
    `The robots.txt of ${host} could not be read (${reason}), so nothing is asked of it.`,
  );
}
