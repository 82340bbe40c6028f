import type { Config } from '../../../config/schema.ts';
import { describeExchange } from '../../../venues/ccxt/describeExchange.ts';
import { blocked, type Finding, ok } from './Finding.ts';

/** What the exchange of mode paper can and cannot do for the desk, by ccxt's description of it; nothing in other modes. */
export async function examineExchange({
  mode,
  venue,
  data: { storeTradesForDays: days },
}: Pick<Config, 'mode' | 'venue'> & { data: Pick<Config['data'], 'storeTradesForDays'> }): Promise<
  Finding[]
> {
  if (mode !== 'paper') {
    const idle = `data.storeTradesForDays is ${days}, and nothing is stored: only mode paper hears an exchange’s trades`;
    return days > 0 ? [ok('trades', idle)] : [];
  }
  try {
    const { label, streams, cannot } = await describeExchange(venue.exchange);
    const found = [
      `${label}: its public market, without keys; orders are filled in the simulated venue after ${venue.latencyMs} ms`,
      days > 0
        ? `its trades are stored for ${days} days; those of about the last second are lost if the desk dies`
        : 'its trades are not stored; data.storeTradesForDays switches that on',
      ...cannot,
    ].join('\n');
    if (streams.trades && streams.books) return [ok('exchange', found)];
    return [blocked('exchange', found, 'set venue.exchange in config.yaml')];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [blocked('exchange', reason, 'set venue.exchange in config.yaml')];
  }
}
