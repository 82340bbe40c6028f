import type { FeedTrade } from '../../MarketFeed.ts';

/** Ids that are remembered, to tell a trade twice told. */
const remembered = 4_096;

/**
 * Puts the trades of one instrument in order: each once, and told when some are missing. Where an exchange numbers its
 * trades without holes, a hole in the numbers is a gap; elsewhere only what the stream itself dropped can be noticed.
 */
export class TradeSequence {
  readonly #consecutive: boolean;
  readonly #seen = new Set<string>();
  #last: bigint | undefined;

  constructor(consecutive: boolean) {
    this.#consecutive = consecutive;
  }

  /** `gap`: trades before this one have not come. A trade that was seen is `seen`. */
  take(trade: FeedTrade): 'next' | 'gap' | 'seen' {
    const { id } = trade;
    if (id === null) return 'next';
    if (this.#seen.has(id)) return 'seen';
    this.#seen.add(id);
    if (this.#seen.size > remembered) for (const oldest of this.#seen) if (this.#forget(oldest)) break;
    if (!this.#consecutive || !/^\d{1,30}$/.test(id)) return 'next';
    const number = BigInt(id);
    const before = this.#last;
    if (before === undefined || number > before) this.#last = number;
    return before !== undefined && number > before + 1n ? 'gap' : 'next';
  }

  #forget(id: string): boolean {
    this.#seen.delete(id);
    return this.#seen.size <= remembered;
  }
}
