import type { MarketTick } from '../../../venues/simulated/SimulatedMarket.ts';
import type { Dice } from '../Dice.ts';
import { simulatedSymbols } from './simulatedSymbols.ts';

const first: Readonly<Record<string, number>> = { BTC: 60_000, ETH: 3_000 };
const quantities: Readonly<Record<string, number>> = { BTC: 0.05, ETH: 1 };

/** A market that wanders, and now and then jumps. */
export class PricePath {
  readonly #dice: Dice;
  readonly #prices = new Map<string, number>();
  readonly #volatility: number;
  readonly #jumps: number;

  constructor(dice: Dice) {
    this.#dice = dice;
    this.#volatility = 0.00005 * 12 ** dice.uniform();
    this.#jumps = dice.chance(0.5) ? 0 : 0.004;
    for (const { symbol, base } of simulatedSymbols) this.#prices.set(symbol, first[base] ?? 100);
  }

  /** One trade of every symbol, `seconds` after the last ones. */
  next(now: number, seconds: number): MarketTick[] {
    return simulatedSymbols.map(({ symbol, base }) => {
      const dice = this.#dice;
      const drift = dice.normal() * this.#volatility * Math.sqrt(seconds);
      const jump = dice.chance(this.#jumps) ? dice.normal() * 0.012 : 0;
      const price =
        (this.#prices.get(symbol) ?? 100) * Math.exp(drift + Math.max(-0.05, Math.min(0.05, jump)));
      this.#prices.set(symbol, price);
      return {
        symbol,
        ts: now,
        price: price.toFixed(2),
        quantity: ((quantities[base] ?? 1) * (0.05 + dice.uniform() ** 3 * 4)).toFixed(4),
        takerSide: dice.chance(0.5) ? 'buy' : 'sell',
      };
    });
  }

  /** Moves a symbol at once, by a share of its price. */
  shock(symbol: string, share: number): void {
    this.#prices.set(symbol, (this.#prices.get(symbol) ?? 100) * (1 + share));
  }
}
