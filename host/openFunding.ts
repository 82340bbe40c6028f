import type { Config } from '../config/schema.ts';
import type { FundingSettings } from '../sources/social/fundingSource.ts';
import { createFundingReader, type FundingReader } from '../venues/ccxt/createFundingReader.ts';

/** The exchange that funding is read from, opened with the first question; null where none is configured. */
export function openFunding({
  exchange,
  origin,
  everyMinutes,
}: Config['crowd']['funding']): (FundingSettings & { close(): Promise<void> }) | null {
  if (exchange === null) return null;
  let opening: Promise<FundingReader> | undefined;
  return {
    label: exchange,
    everyMs: everyMinutes * 60_000,
    async read(assets) {
      opening ??= createFundingReader({ exchange, ...(origin !== null && { origin }) });
      // What could not be opened is tried again with the next question.
      opening.catch(() => {
        opening = undefined;
      });
      const reader = await opening;
      return reader.read(assets);
    },
    async close() {
      await opening?.then(
        (reader) => reader[Symbol.asyncDispose](),
        () => {},
      );
    },
  };
}
