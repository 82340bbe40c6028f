import { instrumentOfName } from '../../../domain/bars/instrumentOfName.ts';
import type { SimulatedSymbol } from '../SimulatedMarket.ts';
import { marketFileError } from './MarketFileError.ts';
import type { BarsFile } from './readBarsFile.ts';

/**
 * The instrument that a bars file is about: its name from the file's (`BTCUSDT-5m-202501.csv` is BTC/USDT), its
 * steps from the decimals that the file uses. Throws `MarketFileError` if the name tells no instrument.
 */
export function instrumentOfFile(file: BarsFile): SimulatedSymbol {
  const [base, quote] = instrumentOfName(file.name)?.split('/') ?? [];
  if (base === undefined || quote === undefined) {
    throw marketFileError(
      'unknownInstrument',
      file.name,
      undefined,
      'the name has to start with the instrument, such as BTCUSDT-5m-202501.csv',
    );
  }
  const prices = file.bars.flatMap((bar) => [bar.open, bar.high, bar.low, bar.close]);
  const quantityStep = stepOf(usualDecimals(file.bars.map((bar) => bar.volume)));
  return {
    symbol: `${base}${quote}`,
    base,
    quote,
    priceTick: stepOf(Math.max(...countDecimals(prices).keys())),
    quantityStep,
    minQuantity: quantityStep,
    maxQuantity: '9000000',
    minNotional: '5',
  };
}

/** Decimals that 95% of the values fit into: recorded volumes carry a few with artefacts of binary floats. */
function usualDecimals(values: readonly string[]): number {
  const counts = [...countDecimals(values)].sort(([a], [b]) => a - b);
  let covered = 0;
  for (const [decimals, count] of counts) {
    covered += count;
    if (covered >= values.length * 0.95) return Math.min(decimals, 8);
  }
  return 8;
}

function countDecimals(values: readonly string[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) {
    const decimals = value.split('.')[1]?.length ?? 0;
    counts.set(decimals, (counts.get(decimals) ?? 0) + 1);
  }
  return counts;
}

function stepOf(decimals: number): string {
  return decimals === 0 ? '1' : `0.${'0'.repeat(decimals - 1)}1`;
}
