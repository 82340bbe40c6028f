import { z } from 'zod';
import { modelStateFigure } from '../domain/Evidence.ts';
import { instrumentId } from '../domain/ids.ts';
import { timeframe } from '../domain/market.ts';
import { askTrend } from './askTrend.ts';
import { findInstrument } from './findInstrument.ts';
import { defineTool } from './Tool.ts';

/** The trend model's odds for one instrument, with how far to trust them. */
export const runTrendModel = defineTool({
  name: 'runTrendModel',
  description:
    'Probabilities (0 to 1) that one instrument goes up, stays flat or goes down over the model horizon, with a caveat on how weak the model is and a sentence on how it did lately. Repeat both when you state the odds; a degraded model is no reason for an order. A refusal means that there is no forecast; never invent one.',
  input: z.strictObject({ instrument: instrumentId, timeframe: timeframe.default('1h') }),
  writes: false,
  trusted: true,
  async run({ desk, trend }, { instrument: id, timeframe: length }) {
    const known = findInstrument(desk, id);
    if (known.kind === 'refused') return known;
    if (!trend) {
      const message = 'No trend model is loaded, so there is no forecast. Prices and bars are not affected.';
      return { kind: 'refused' as const, code: 'trend.none', message };
    }
    const found = await askTrend(desk, trend, { instrument: id, timeframe: length });
    if (!found.ok) {
      const message = `There is no forecast for ${id} on ${length} bars. ${found.message}`;
      return { kind: 'refused' as const, code: `trend.${found.reason}`, message };
    }
    const answer = found.forecast;
    const live = trend.live();
    const odds = {
      up: answer.up.toFixed(3),
      flat: answer.flat.toFixed(3),
      down: answer.down.toFixed(3),
    };
    return {
      kind: 'read' as const,
      source: `${answer.model} ${answer.modelVersion}`,
      exchangeTime: desk.market.quote(id)?.exchangeTime ?? null,
      instruments: [id],
      figures: [
        ...Object.entries(odds).map(([name, value]) => ({ name: `probability.${name}`, value })),
        { name: modelStateFigure, value: live.state },
      ],
      summary: `${id} up ${odds.up}, flat ${odds.flat}, down ${odds.down} in ${hours(answer.horizonMs)}${live.state === 'degraded' ? ', by a degraded model' : ''}`,
      result: {
        ...answer,
        ...odds,
        horizonHours: answer.horizonMs / 3_600_000,
        modelState: live.state,
        lately: live.summary,
      },
    };
  },
});

function hours(ms: number): string {
  return ms < 3_600_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 360_000) / 10} h`;
}
