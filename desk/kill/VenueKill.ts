import type { KillLevel } from '../../domain/mode.ts';
import { cancelEntriesAtVenue, messageOf, type StepLines } from './cancelEntriesAtVenue.ts';
import { findLateEntries, type Holdings, readHoldings } from './findLateEntries.ts';
import { flattenAtVenue } from './flattenAtVenue.ts';
import type { Killing } from './Killing.ts';
import type { KillParts } from './KillParts.ts';
import type { KillProgress, KillRequest } from './KillProgress.ts';
import { type KillStep, writeKillRecord } from './killRecord.ts';
import { leftAtVenue } from './leftAtVenue.ts';
import { linesBefore } from './linesBefore.ts';
import { lastLines } from './viewOfProgress.ts';

const firstRetryMs = 1_000;
const longestRetryMs = 15_000;
const watchEveryMs = 5_000;

const rank: Readonly<Record<KillLevel, number>> = { pause: 0, cancel: 1, flatten: 2 };

/**
 * Brings the venue to where a kill's level says, and keeps at it until the venue confirms that: cancels entries, sells
 * what is held, asks what is left, and does it again. Needs nothing but the venue and the kill file, so that it works
 * without the database, and in a second process. Only one try runs at a time, and every sale is sized by what the venue
 * says is free right then. What of the desk's own reaches the venue after it had confirmed is dealt with too, until a
 * person rearms.
 */
export class VenueKill implements Killing {
  readonly #parts: KillParts;
  #progress: KillProgress | undefined;
  #tries = 0;
  #holdings: Holdings = { at: 0, totals: new Map() };
  #running: Promise<void> | undefined;
  #wake: () => void = () => {};
  #stopped = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: KillParts) {
    this.#parts = parts;
  }

  get progress(): Readonly<KillProgress> | undefined {
    return this.#progress;
  }

  begin(request: KillRequest, { again = false } = {}): void {
    const before = this.#progress;
    if (before && rank[request.level] < rank[before.request.level]) return;
    if (before && request.level === before.request.level) {
      if (!again) return;
      before.confirmed = false;
      this.#hurry();
      return;
    }
    const { account, log } = this.#parts;
    const { level, by, reason } = request;
    this.#progress = {
      request,
      ...(before
        ? { cancelled: null, flattened: null, since: new Map<string, string>() }
        : linesBefore(this.#parts, request)),
      left: [],
      confirmed: false,
    };
    writeKillRecord(this.#parts, 'emergency.requested', account, { level, by, reason });
    log.warn({ level, by, reason }, 'The kill switch is on');
    this.#hurry();
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  alone<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#turn.then(work);
    this.#turn = run.catch(() => undefined);
    return run;
  }

  end(): void {
    this.#progress = undefined;
    this.#wake();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#running;
  }

  #hurry(): void {
    this.#tries = 0;
    this.#wake();
  }

  async #run(): Promise<void> {
    for (;;) {
      const progress = this.#progress;
      if (!progress || this.#stopped) return;
      try {
        await this.#try(progress);
      } catch (cause) {
        this.#parts.log.warn({ cause: String(cause) }, 'The kill could not be carried out at the venue yet');
        if (!progress.confirmed) progress.left = [messageOf(cause)];
      }
      this.#tries += 1;
      if (this.#progress === progress) await this.#rest(progress.confirmed);
    }
  }

  async #rest(confirmed: boolean): Promise<void> {
    if (this.#stopped) return;
    const retryMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (this.#tries - 1));
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = this.#parts.clock.after(confirmed ? watchEveryMs : retryMs, resolve);
    this.#wake = resolve;
    await promise;
    cancel();
    this.#wake = () => {};
  }

  async #try(progress: KillProgress): Promise<void> {
    const { level } = progress.request;
    if (progress.confirmed) {
      const late = level === 'pause' ? [] : await findLateEntries(this.#parts, level, this.#holdings);
      if (late.length === 0) return;
      for (const found of late)
        writeKillRecord(this.#parts, 'emergency.foundLate', this.#parts.account, { found });
      progress.confirmed = false;
      progress.left = late;
    }
    if (rank[level] >= rank.cancel) {
      const lines = await cancelEntriesAtVenue(this.#parts);
      progress.cancelled ??= this.#first(progress, 'cancelled', lines);
      this.#note(progress, lines);
    }
    if (level === 'flatten') {
      const lines = await flattenAtVenue(this.#parts, () => this.#progress === progress && !this.#stopped);
      progress.flattened ??= this.#first(progress, 'flattened', lines);
      this.#note(progress, lines);
    }
    await this.#confirm(progress);
  }

  async #confirm(progress: KillProgress): Promise<void> {
    const { level } = progress.request;
    const holdings = level === 'pause' ? this.#holdings : await readHoldings(this.#parts);
    const left = await leftAtVenue(this.#parts, level);
    progress.left = left;
    if (left.length > 0) return;
    this.#holdings = holdings;
    this.#write(progress, 'confirmed', lastLines(progress, this.#parts.venue.label));
    progress.confirmed = true;
  }

  /** What the first try did is the report of its step; what later ones did is told with the confirmation. */
  #first(progress: KillProgress, step: KillStep, lines: StepLines): string[] {
    const { label } = this.#parts.venue;
    const nothing =
      step === 'cancelled' ? `${label} had no open entry orders.` : 'There was no position to flatten.';
    const report = lines.size > 0 ? [...lines.values()] : [nothing];
    this.#write(progress, step, report);
    return report;
  }

  #note(progress: KillProgress, lines: StepLines): void {
    const told = [...(progress.cancelled ?? []), ...(progress.flattened ?? [])];
    for (const [key, line] of lines) if (!told.includes(line)) progress.since.set(key, line);
  }

  #write({ request }: KillProgress, step: KillStep, lines: string[]): void {
    const { level, at } = request;
    writeKillRecord(this.#parts, 'emergency.reached', this.#parts.account, {
      step,
      level,
      requestedAt: at,
      lines,
    });
  }
}
