import type { BarLength } from '../domain/bars/barLengths.ts';
import type { UnreadBar } from '../domain/bars/readBar.ts';
import type { InstrumentId } from '../domain/ids.ts';

/** A venue's past, page by page. Every read throws `VenueError` when the venue could not be asked. */
export interface BarSource extends AsyncDisposable {
  /** Under which its bars are stored, such as `binance`. */
  readonly id: string;
  /** Name for people. */
  readonly label: string;
  readonly simulated: boolean;
  /** Lengths of bars that it has, as it names them. */
  readonly lengths: readonly string[];
  /** Most bars of one page. */
  readonly pageSize: number;
  /** Loads what the venue trades; can be tried again after it failed. */
  connect(): Promise<void>;
  /** The venue's clock now (epoch ms); ours where it does not tell. */
  fetchTime(): Promise<number>;
  /**
   * Bars as the venue tells them, unchecked and in its order: from the one that opens at `from` (epoch ms) on. Venues
   * may answer with other bars too, with fewer, or with none.
   */
  fetchPage(instrument: InstrumentId, length: BarLength, from: number): Promise<UnreadBar[]>;
}
