import type { FeedTrade } from '../../MarketFeed.ts';

/** Ids that are remembered: of trades that came, to tell one twice told, or of those that are missing. */
const remembered = 4_096;

/**
 * Puts the trades of one instrument in order: each once, and told when some are missing. Where an exchange numbers its
 * trades without holes, a hole in the numbers is a gap; elsewhere only what the stream itself dropped can be noticed.
 */
export class TradeSequence {
  readonly #take: (id: string) => 'next' | 'gap' | 'seen';

  constructor(consecutive: boolean) {
    this.#take = consecutive ? byNumber() : byMemory();
  }

  /** `gap`: trades before this one have not come. A trade that was seen is `seen`. */
  take({ id }: FeedTrade): 'next' | 'gap' | 'seen' {
    return id === null ? 'next' : this.#take(id);
  }
}

function byNumber() {
  const missing = new Set<bigint>();
  const others = byMemory();
  let last: bigint | undefined;
  return (id: string) => {
    if (!/^\d{1,30}$/.test(id)) return others(id);
    const number = BigInt(id);
    if (last === undefined || number === last + 1n) {
      last = number;
      return 'next';
    }
    if (number <= last) return missing.delete(number) ? 'next' : 'seen';
    const from = number - last > BigInt(remembered) ? number - BigInt(remembered) : last + 1n;
    if (missing.size + Number(number - from) > remembered) missing.clear();
    for (let each = from; each < number; each += 1n) missing.add(each);
    last = number;
    return 'gap';
  };
}

function byMemory() {
  const seen = new Set<string>();
  const ring: string[] = [];
  let next = 0;
  return (id: string) => {
    if (seen.has(id)) return 'seen';
    const oldest = ring[next];
    if (oldest !== undefined) seen.delete(oldest);
    seen.add(id);
    ring[next] = id;
    next = (next + 1) % remembered;
    return 'next';
  };
}
