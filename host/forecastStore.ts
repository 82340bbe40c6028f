import type { DocumentStore } from '../db/Repositories.ts';
import { type ForecastRecord, forecastRecord } from '../domain/ForecastRecord.ts';
import type { ForecastStore } from '../models/live/ForecastStore.ts';

const most = 10_000;

/** Keeps forecasts as documents: a group of those that wait, and one of those that were scored. */
export function forecastStore(documents: DocumentStore): ForecastStore {
  const put = (record: ForecastRecord, group: string): Promise<void> => {
    const { id, dueAt, forecast } = record;
    const text = `${forecast.model} ${forecast.instrument} ${forecast.timeframe}`;
    return documents.put('forecasts', { id, group, at: dueAt, text, body: record });
  };
  const read = async (group: string): Promise<ForecastRecord[]> => {
    const found = await documents.find('forecasts', { group, limit: most });
    return found.map(({ body }) => forecastRecord.parse(body));
  };
  return {
    async add(record) {
      if (await documents.get('forecasts', record.id)) return;
      await put(record, `${record.forecast.model}/waiting`);
    },
    waiting: (model) => read(`${model}/waiting`),
    settle: (record) => put(record, `${record.forecast.model}/scored`),
    async scored(model, since) {
      return (await read(`${model}/scored`)).filter(({ dueAt }) => dueAt > since);
    },
  };
}
