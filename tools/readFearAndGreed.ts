import { z } from 'zod';
import { crowdOff } from './crowd/readRecentNews.ts';
import { defineTool } from './Tool.ts';

const hourMs = 3_600_000;
/** The index is of a day; after two it says nothing of now. */
const oldestHours = 48;

/** The crypto fear-and-greed index. */
export const readFearAndGreed = defineTool({
  name: 'readFearAndGreed',
  description:
    'The crypto fear-and-greed index of the day, 0 (extreme fear) to 100 (extreme greed), with the day before and its age in hours. One number for the whole market, made by others: background, never a reason for a size or a price.',
  input: z.strictObject({}),
  writes: false,
  trusted: false,
  async run({ desk, crowd }) {
    if (!crowd) return crowdOff;
    const index = crowd.crowd.fearAndGreed();
    const ageHours = index ? Math.floor((desk.clock.now() - index.at) / hourMs) : null;
    if (!index || ageHours === null || ageHours > oldestHours) {
      const fault = crowd.crowd.sources().find(({ kind }) => kind === 'fearAndGreed')?.lastError?.code;
      // The code alone: a message can name hosts that the source chose.
      const message = `There is no fear-and-greed index of these days: ${fault ?? 'it was not read yet'}.`;
      return { kind: 'refused' as const, code: 'fearAndGreed.none', message };
    }
    const { value, previous, at } = index;
    return {
      kind: 'read' as const,
      source: 'Fear and greed index',
      exchangeTime: at,
      instruments: [],
      figures: [{ name: 'fearAndGreed', value: String(value) }],
      summary: `fear and greed ${value} of 100, ${ageHours} h old`,
      result: { value, previous, ageHours, scale: '0 extreme fear to 100 extreme greed' },
    };
  },
});
