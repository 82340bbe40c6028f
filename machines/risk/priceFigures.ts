import { isDecimalString } from '../../domain/decimal.ts';
import type { EvidenceRef } from '../../domain/Evidence.ts';
import { Exact } from '../../domain/Exact.ts';
import type { InstrumentId } from '../../domain/ids.ts';

/** A price of the instrument that a piece of evidence states. */
export type PriceFigure = { evidence: EvidenceRef; name: string; price: Exact };

const priceWords = new Set(['last', 'bid', 'ask', 'mid', 'close', 'price']);
const otherWords = new Set([
  'average',
  'change',
  'entry',
  'fee',
  'first',
  'gas',
  'open',
  'percent',
  'previous',
  'quantity',
  'size',
  'start',
  'stop',
  'target',
  'volume',
]);

/**
 * Figures that state today's price of the instrument: named `last`, `bid`, `ask`, `mid`, `close` or `price`, alone or
 * with other words (`lastPrice`, `BTC/USDT last`). A figure that names another instrument, itself or in the line that
 * it comes with, is left out.
 */
export function priceFigures(evidence: readonly EvidenceRef[], instrument: InstrumentId): PriceFigure[] {
  return evidence.flatMap((ref) =>
    ref.figures.flatMap((figure) => {
      const named = instrumentsIn(figure.name);
      const about = named.length > 0 ? named : instrumentsIn(ref.summary);
      if (about.length > 0 && !about.includes(instrument)) return [];
      const price = figureValue(figure.value);
      return price !== undefined && isPriceName(figure.name)
        ? [{ evidence: ref, name: figure.name, price }]
        : [];
    }),
  );
}

/** A printed figure as a number: thousands separators and a unit behind it are dropped; undefined for other text. */
export function figureValue(printed: string): Exact | undefined {
  const plain = printed
    .trim()
    .replace(/ ?[A-Z%]{1,20}$/, '')
    .replaceAll(',', '')
    .replace('−', '-');
  return isDecimalString(plain) ? Exact.of(plain) : undefined;
}

function isPriceName(name: string): boolean {
  const words = name
    .replace(/[A-Z0-9]{1,20}\/[A-Z0-9]{1,20}/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.some((word) => priceWords.has(word)) && !words.some((word) => otherWords.has(word));
}

function instrumentsIn(text: string): string[] {
  return text.match(/\b[A-Z0-9]{1,20}\/[A-Z0-9]{1,20}\b/g) ?? [];
}
