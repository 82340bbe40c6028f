import type { NumericBar } from './NumericBar.ts';

/** The columns of the newest `size` bars, oldest first. */
export type WindowView = {
  lastTs: number;
  open: Float64Array;
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
  volume: Float64Array;
};

const columns = ['open', 'high', 'low', 'close', 'volume'] as const;

/**
 * Keeps the newest `size` bars of a stream as contiguous columns. Nothing older leaves a trace, so whatever is
 * computed from the view is the same number whether the stream began 200 or 200,000 bars ago.
 */
export class BarWindow {
  readonly size: number;
  #start = 0;
  #end = 0;
  #lastTs = 0;
  readonly #data: Record<(typeof columns)[number], Float64Array>;

  constructor(size: number) {
    this.size = size;
    const column = () => new Float64Array(size * 4);
    this.#data = { open: column(), high: column(), low: column(), close: column(), volume: column() };
  }

  get full(): boolean {
    return this.#end - this.#start === this.size;
  }

  push(bar: NumericBar): void {
    if (this.#end === this.size * 4) this.#compact();
    for (const column of columns) this.#data[column][this.#end] = bar[column];
    this.#end += 1;
    this.#lastTs = bar.ts;
    if (this.#end - this.#start > this.size) this.#start += 1;
  }

  view(): WindowView {
    const cut = (column: (typeof columns)[number]) => this.#data[column].subarray(this.#start, this.#end);
    return {
      lastTs: this.#lastTs,
      open: cut('open'),
      high: cut('high'),
      low: cut('low'),
      close: cut('close'),
      volume: cut('volume'),
    };
  }

  #compact(): void {
    for (const column of columns) this.#data[column].copyWithin(0, this.#start, this.#end);
    this.#end -= this.#start;
    this.#start = 0;
  }
}
