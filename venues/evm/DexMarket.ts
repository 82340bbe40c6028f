import type { InstrumentId } from '../../domain/ids.ts';

/** A token by its address. Symbol and decimals come from the configuration; what the token says of itself is checked. */
export type EvmToken = { symbol: string; address: string; decimals: number };

/** Where an instrument is swapped. `feePips`: the pool's fee in millionths, e.g. 3000 for 0.3%. */
export type SwapRoute =
  | { kind: 'v2'; router: string; pair: string; feePips: number }
  | { kind: 'v3'; router: string; quoter: string; pool: string; feePips: number };

/**
 * Where the price comes from that a swap's bounds are taken from. Never the pool that the swap goes through as it
 * stands: whoever can move that pool for one block could choose the bounds as well.
 */
export type PriceReference =
  | { kind: 'v2Pair'; pair: string }
  | { kind: 'v3Twap'; pool: string; seconds: number };

/** One instrument of a DEX. */
export type DexMarket = {
  instrument: InstrumentId;
  base: EvmToken;
  quote: EvmToken;
  route: SwapRoute;
  reference: PriceReference;
  /** What the finest quote is for, in base units, e.g. `"0.01"`. */
  quoteSize: string;
};

/** A price as an exact fraction: so many smallest units of the quote token for so many of the base token. */
export type UnitPrice = { quote: bigint; base: bigint };
