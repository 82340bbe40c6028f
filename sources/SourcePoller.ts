import type { Scheduler } from '../domain/Clock.ts';
import type { SourceView } from '../domain/SourceView.ts';
import type { RateBudget } from './http/readRateBudget.ts';
import { SourceError } from './SourceError.ts';

/** What one reading came to. `newestAt`: the source's own time of the newest that it had; null where nothing is known. */
export type Reading = { newestAt: number | null; budget: RateBudget | null };

export type PolledSource = {
  id: string;
  name: string;
  kind: SourceView['kind'];
  everyMs: number;
  /** Reads the source once and keeps what it gave. Throws `SourceError` where that could not be done. */
  read(): Promise<Reading>;
};

const longestPauseMs = 6 * 60 * 60 * 1000;
const staleAfterIntervals = 3;

/** Reads one source again and again, less often while it fails and never before it asks to be asked. */
export class SourcePoller {
  readonly #clock: Scheduler;
  readonly #source: PolledSource;
  readonly #onFault: (source: PolledSource, fault: SourceError) => void;
  readonly #startedAt: number;
  #cancel: () => void = () => {};
  #running: Promise<void> = Promise.resolve();
  #stopped = false;
  #failuresInRow = 0;
  #view: Omit<SourceView, 'stale'>;

  constructor(
    clock: Scheduler,
    source: PolledSource,
    onFault: (source: PolledSource, fault: SourceError) => void,
  ) {
    this.#clock = clock;
    this.#source = source;
    this.#onFault = onFault;
    this.#startedAt = clock.now();
    const { id, name, kind } = source;
    this.#view = {
      ...{ id, name, kind, state: 'waiting', reads: 0, failures: 0, lastError: null, budget: null },
      ...{ lastTriedAt: null, lastOkAt: null, nextAt: null, newestAt: null },
    };
  }

  start(afterMs: number): void {
    this.#schedule(afterMs);
  }

  view(): SourceView {
    const since = this.#view.lastOkAt ?? this.#startedAt;
    return {
      ...this.#view,
      stale: this.#clock.now() - since > staleAfterIntervals * this.#source.everyMs,
    };
  }

  /** Starts nothing new and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#running;
  }

  #schedule(ms: number): void {
    if (this.#stopped) return;
    this.#view = { ...this.#view, nextAt: this.#clock.now() + ms };
    this.#cancel = this.#clock.after(ms, () => {
      this.#running = this.#readOnce();
    });
  }

  async #readOnce(): Promise<void> {
    this.#view = { ...this.#view, lastTriedAt: this.#clock.now(), nextAt: null, reads: this.#view.reads + 1 };
    try {
      const { newestAt, budget } = await this.#source.read();
      this.#failuresInRow = 0;
      this.#view = {
        ...this.#view,
        ...{ state: 'ok', lastOkAt: this.#clock.now(), newestAt: newestAt ?? this.#view.newestAt, budget },
      };
      this.#schedule(Math.max(this.#source.everyMs, budget ? untilAllowed(budget, this.#clock.now()) : 0));
    } catch (cause) {
      this.#fail(asFault(cause));
    }
  }

  #fail(fault: SourceError): void {
    if (this.#stopped) return;
    const now = this.#clock.now();
    this.#failuresInRow += 1;
    const { code, message } = fault;
    this.#view = {
      ...this.#view,
      ...{ state: 'failing', lastError: { code, message, at: now }, failures: this.#view.failures + 1 },
    };
    this.#onFault(this.#source, fault);
    const backoff = Math.min(this.#source.everyMs * 2 ** (this.#failuresInRow - 1), longestPauseMs);
    this.#schedule(Math.max(backoff, this.#source.everyMs, (fault.retryAt ?? 0) - now));
  }
}

function untilAllowed({ remaining, resetAt }: RateBudget, now: number): number {
  return remaining > 0 || resetAt === null ? 0 : Math.min(resetAt - now, longestPauseMs);
}

/** A fault that is not the source's own says no more than that there was one: it could hold anything. */
function asFault(cause: unknown): SourceError {
  return cause instanceof SourceError
    ? cause
    : new SourceError('source.failed', 'What was read could not be kept, for a fault inside the desk.', {
        cause,
      });
}
