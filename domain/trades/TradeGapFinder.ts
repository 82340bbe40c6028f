import type { PublicTrade } from './PublicTrade.ts';

/** Trades that are missing between two exchange times; how many where the exchange numbers them, else null. */
export type TradeGap = { from: number; to: number; missing: bigint | null };

/**
 * Finds the gaps of ascending trades, piece by piece. Where an exchange numbers its trades without holes, a hole in the
 * numbers is a gap and nothing else is; elsewhere each break of the listening may be one.
 */
export class TradeGapFinder {
  readonly gaps: TradeGap[] = [];
  readonly #consecutive: boolean;
  #last: PublicTrade | undefined;

  constructor(consecutive: boolean) {
    this.#consecutive = consecutive;
  }

  look(trades: readonly PublicTrade[]): void {
    for (const trade of trades) {
      const last = this.#last;
      this.#last = trade;
      if (last === undefined) continue;
      const missing = holeBetween(last, trade);
      if (missing === null ? !trade.afterBreak : missing === 0n || !(this.#consecutive || trade.afterBreak))
        continue;
      const counted = this.#consecutive ? missing : null;
      this.gaps.push({ from: last.exchangeTime, to: trade.exchangeTime, missing: counted });
    }
  }
}

/** Numbers between those of two trades; null where they have none. */
function holeBetween(one: PublicTrade, next: PublicTrade): bigint | null {
  if (!isNumber(one.id) || !isNumber(next.id)) return null;
  const hole = BigInt(next.id) - BigInt(one.id) - 1n;
  return hole < 0n ? null : hole;
}

function isNumber(id: string | null): id is string {
  return id !== null && /^\d{1,30}$/.test(id);
}
