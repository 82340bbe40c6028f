import { type ReadBar, readBar, type UnreadBar } from '../../domain/bars/readBar.ts';
import type { Bar } from '../../domain/market.ts';

/** A bar that was not stored, and why. `where` says where it came from, such as a line of a file. */
export type BadBar = { fault: string; text: string; where: string };

/** How many bad bars are told one by one; the others are counted. */
const told = 50;

/** Checks bars before they are stored, and keeps account of those that are none. */
export class BadBars {
  count = 0;
  readonly examples: BadBar[] = [];
  private readonly lengthMs: number;
  private readonly now: () => number;

  /** `now`: the time (epoch ms) after which no bar can have opened yet. */
  constructor(lengthMs: number, now: () => number) {
    this.lengthMs = lengthMs;
    this.now = now;
  }

  /** The bar, if it is one; otherwise it is noted. */
  check(found: UnreadBar, where: string): Bar | undefined {
    return this.take(readBar(found), where);
  }

  /** The same for one that was read already. */
  take(read: Exclude<ReadBar, { ok: false }> | { ok: false; fault: string; text: string }, where: string) {
    if (!read.ok) return this.note(read.fault, read.text, where);
    const { ts } = read.bar;
    if (ts > this.now()) return this.note('future', `it opens at ${iso(ts)}, which is yet to come`, where);
    if (ts % this.lengthMs !== 0) {
      return this.note('offGrid', `${iso(ts)} is not the open of such a bar`, where);
    }
    return read.bar;
  }

  /**
   * Ascending, with each open once. A bar that is told twice with the same numbers counts once; where the numbers
   * differ nobody knows which are right, so neither is taken.
   */
  withoutRepeats(bars: readonly Bar[], where: (bar: Bar) => string): Bar[] {
    const byOpen = new Map<number, Bar>();
    const contradicted = new Set<number>();
    for (const bar of bars) {
      const known = byOpen.get(bar.ts);
      if (known === undefined) byOpen.set(bar.ts, bar);
      else if (Object.entries(known).every(([name, value]) => bar[name as keyof Bar] === value)) {
        this.note('duplicate', `the bar of ${iso(bar.ts)} is there twice; it was taken once`, where(bar));
      } else {
        contradicted.add(bar.ts);
        const text = `the bar of ${iso(bar.ts)} is there twice with different numbers; neither was taken`;
        this.note('contradiction', text, where(bar));
      }
    }
    return [...byOpen.values()].filter((bar) => !contradicted.has(bar.ts)).sort((a, b) => a.ts - b.ts);
  }

  private note(fault: string, text: string, where: string): undefined {
    this.count += 1;
    if (this.examples.length < told) this.examples.push({ fault, text, where });
  }
}

function iso(ts: number): string {
  return new Date(ts).toISOString();
}
