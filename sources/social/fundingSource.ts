import type { Clock } from '../../domain/Clock.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { Funding } from '../../domain/Funding.ts';
import { readSourceTime } from '../readSourceTime.ts';
import { SourceError } from '../SourceError.ts';
import type { PolledSource } from '../SourcePoller.ts';

/** Funding as it was read at `fetchedAt` (epoch ms), from the exchange called `source`. */
export type FundingReading = { source: string; fetchedAt: number; rows: readonly Funding[] };

/** What funding is read through: an exchange, opened by whoever may. Its faults are `CountersignError`s. */
export type FundingSettings = {
  everyMs: number;
  label: string;
  read(assets: readonly string[]): Promise<Funding[]>;
};

/** Funding rates and open interest of these coins; the last good reading is handed to `keep`. */
export function fundingSource(
  { everyMs, label, read }: FundingSettings,
  parts: { clock: Clock; assets: readonly string[]; keep: (reading: FundingReading) => void },
): PolledSource {
  const { clock, assets, keep } = parts;
  return {
    ...{ id: 'funding', name: `${label} funding`, kind: 'funding', everyMs },
    async read() {
      const found = await read(assets).catch((cause: unknown) => {
        if (!(cause instanceof CountersignError)) throw cause;
        throw new SourceError(cause.code, cause.message, { cause });
      });
      const now = clock.now();
      // A time that cannot be true is no time; what is next paid may lie ahead.
      const rows = found.map((row) => ({ ...row, at: readSourceTime(row.at, now) }));
      keep({ source: label, fetchedAt: now, rows });
      const times = rows.flatMap(({ at }) => at ?? []);
      return { newestAt: times.length === 0 ? null : Math.max(...times), budget: null };
    },
  };
}
