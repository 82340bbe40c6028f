import type { BadBar } from '../../../desk/data/BadBars.ts';
import type { BarGap } from '../../../domain/bars/findGaps.ts';
import type { Bar } from '../../../domain/market.ts';
import { amount, dateTime } from '../format/amounts.ts';
import { plain } from '../format/plain.ts';

/** Lines of each list that are shown; the others are counted, and `--json` has them. */
const shown = 8;

/** A number of things, as in `1,200 bars`. */
export function count(many: number, what: string): string {
  return `${amount(String(many))} ${what}${many === 1 ? '' : 's'}`;
}

/** Lines on gaps; none where there are none. */
export function gapLines(gaps: readonly BarGap[], why: string): string[] {
  if (gaps.length === 0) return [];
  const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0);
  return [
    `! ${count(missing, 'bar')} missing in ${count(gaps.length, 'gap')}: ${why} Nothing is filled in.`,
    ...firstOf(gaps, ({ from, to, missing: bars }) =>
      from === to
        ? `${dateTime(from)}  ${count(bars, 'bar')}`
        : `${dateTime(from)} to ${dateTime(to)}  ${count(bars, 'bar')}`,
    ),
  ];
}

/** Lines on what was refused; none where nothing was. */
export function badLines(bad: { count: number; examples: readonly BadBar[] }): string[] {
  if (bad.count === 0) return [];
  return [
    `✗ ${count(bad.count, 'bar')} refused:`,
    ...firstOf(bad.examples, ({ where, text }) => `${where}: ${plain(text)}`, bad.count),
  ];
}

/** Lines on bars that came with other numbers than those stored. */
export function differentLines(
  different: { count: number; examples: readonly { stored: Bar; found: Bar }[] },
  kept: 'stored' | 'found',
): string[] {
  if (different.count === 0) return [];
  const which = kept === 'stored' ? 'the stored ones were kept' : 'the new ones were taken';
  const told = ({ open, high, low, close, volume }: Bar) => [open, high, low, close, volume].join(' ');
  return [
    `! ${count(different.count, 'bar')} came with other numbers than were stored; ${which}:`,
    ...firstOf(
      different.examples,
      ({ stored, found }) => `${dateTime(stored.ts)}  stored ${told(stored)}, found ${told(found)}`,
      different.count,
    ),
  ];
}

function firstOf<T>(all: readonly T[], line: (one: T) => string, total = all.length): string[] {
  const lines = all.slice(0, shown).map((one) => `    ${line(one)}`);
  return total > shown ? [...lines, `    and ${count(total - shown, 'other')}; --json lists more`] : lines;
}
