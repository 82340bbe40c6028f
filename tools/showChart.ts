import { z } from 'zod';
import { instrumentId } from '../domain/ids.ts';
import { timeframe } from '../domain/market.ts';
import { findInstrument } from './findInstrument.ts';
import { defineTool } from './Tool.ts';

/** Puts a live chart into the answer. */
export const showChart = defineTool({
  name: 'showChart',
  description: 'Show a live candle chart of one instrument in the chat. Use it where a chart is the answer.',
  input: z.strictObject({ instrument: instrumentId, timeframe: timeframe.default('1h') }),
  writes: false,
  trusted: true,
  async run({ desk, emit }, { instrument: id, timeframe: length }) {
    const found = findInstrument(desk, id);
    if (found.kind === 'refused') return found;
    emit({ name: 'chart', data: { instrument: id, timeframe: length } });
    return {
      kind: 'done' as const,
      summary: `chart of ${id}, ${length}`,
      result: { instrument: id, timeframe: length },
    };
  },
});
