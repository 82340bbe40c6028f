import { Decimal } from '../../domain/decimal.ts';
import type { EvidenceFigure } from '../../domain/Evidence.ts';

const numbers = /\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,30}(?:\.\d{1,30})?/g;
const scale = /^\s?(k|thousand|m|mn|million|b|bn|billion)\b/i;
const most = 200;

/**
 * Every number that untrusted text states, as figures, so that the gate knows a price, stop or size that stands only
 * there. `60k` counts as 60 and as 60000.
 */
export function numbersIn(texts: readonly string[]): EvidenceFigure[] {
  const found = new Set<string>();
  for (const text of texts) {
    for (const { 0: printed, index } of text.matchAll(numbers)) {
      const value = new Decimal(printed.replaceAll(',', ''));
      const [, unit] = scale.exec(text.slice(index + printed.length)) ?? [];
      found.add(value.toString());
      if (unit) found.add(value.times(factorOf(unit)).toString());
    }
  }
  return [...found].slice(0, most).map((value) => ({ name: 'inText', value }));
}

function factorOf(unit: string): number {
  const first = unit[0]?.toLowerCase();
  if (first === 'b') return 1_000_000_000;
  return first === 'm' ? 1_000_000 : 1_000;
}
