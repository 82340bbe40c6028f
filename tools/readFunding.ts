import { z } from 'zod';
import { Decimal, decimal } from '../domain/decimal.ts';
import type { Funding } from '../domain/Funding.ts';
import { instrumentId } from '../domain/ids.ts';
import { crowdOff } from './crowd/readRecentNews.ts';
import { findInstrument } from './findInstrument.ts';
import { defineTool } from './Tool.ts';

const hourMs = 3_600_000;
/** Funding is paid every one to eight hours; what is older than that says nothing of now. */
const oldestHours = 8;
const hoursOfYear = 365 * 24;

/** Funding rate and open interest of an instrument's perpetual swap. */
export const readFunding = defineTool({
  name: 'readFunding',
  description:
    'Funding rate of one instrument’s perpetual swap, in percent of one interval and of a year where the interval is known (longs pay shorts where positive), when it is next paid, and open interest in base units. How crowded the longs or shorts are: background, never a price.',
  input: z.strictObject({ instrument: instrumentId }),
  writes: false,
  trusted: true,
  async run({ desk, crowd }, { instrument: id }) {
    const known = findInstrument(desk, id);
    if (known.kind === 'refused') return known;
    if (!crowd) return crowdOff;
    const now = desk.clock.now();
    const reading = crowd.crowd.funding();
    const row = reading?.rows.find(({ asset }) => asset === known.instrument.base);
    if (!reading || !row || now - (row.at ?? reading.fetchedAt) > oldestHours * hourMs) {
      const source = crowd.crowd.sources().find(({ kind }) => kind === 'funding');
      const why = !source
        ? 'no exchange is configured for it; set crowd.funding.exchange'
        : reading && !row
          ? `${reading.source} has no swap of it`
          : (source.lastError?.code ?? 'it was not read yet');
      const message = `There is no funding rate of ${id} of these hours: ${why}.`;
      return { kind: 'refused' as const, code: 'funding.none', message };
    }
    const digest = digestOf(row, now);
    return {
      kind: 'read' as const,
      source: reading.source,
      exchangeTime: row.at ?? reading.fetchedAt,
      instruments: [id],
      figures: [
        { name: 'fundingRatePercent', value: digest.ratePercent },
        ...(row.openInterest === null ? [] : [{ name: 'openInterest', value: row.openInterest }]),
      ],
      summary: `${row.contract} funding ${digest.ratePercent}%${digest.perYearPercent === null ? '' : `, ${digest.perYearPercent}% a year`}`,
      result: digest,
    };
  },
});

function digestOf({ contract, rate, intervalHours, nextAt, openInterest }: Funding, now: number) {
  const percent = decimal(rate).times(100);
  return {
    contract,
    ratePercent: percent.toDecimalPlaces(6).toString(),
    intervalHours,
    perYearPercent:
      intervalHours === null
        ? null
        : percent.times(new Decimal(hoursOfYear).div(intervalHours)).toDecimalPlaces(2).toString(),
    nextInMinutes: nextAt === null || nextAt < now ? null : Math.round((nextAt - now) / 60_000),
    openInterest,
  };
}
