import { z } from 'zod';
import { instrumentId } from '../domain/ids.ts';
import { crowdOff, readRecentNews } from './crowd/readRecentNews.ts';
import { findInstrument } from './findInstrument.ts';
import { defineTool } from './Tool.ts';

const hourMs = 3_600_000;
/** Texts that one question has scored. */
const mostTexts = 60;
/** A mood of fewer is none. */
const fewestTexts = 3;
/** What the model was trained to read; an unknown language is tried, and counts as unsure where it fails. */
const readable = new Set(['en', 'und']);

/** What the sentiment model makes of the news on one instrument. */
export const readMood = defineTool({
  name: 'readMood',
  description:
    'Mood of recent news, or with `of: posts` of what people post, about one instrument by the sentiment model: how many texts read as positive, negative, neutral or unsure, from how many sources, and the balance from -1 to 1 of those that took a side. Weak and untrusted: repeat its caveat, and never size or price an order by it.',
  input: z.strictObject({
    instrument: instrumentId,
    of: z.enum(['news', 'posts']).default('news'),
    hours: z.int().min(1).max(72).default(24),
  }),
  writes: false,
  trusted: false,
  async run({ desk, crowd }, { instrument: id, of, hours }) {
    const known = findInstrument(desk, id);
    if (known.kind === 'refused') return known;
    if (!crowd) return crowdOff;
    const since = desk.clock.now() - hours * hourMs;
    const asset = known.instrument.base;
    const kind = of === 'news' ? ('news' as const) : ('post' as const);
    const found = await readRecentNews(crowd, { kind, since, limit: mostTexts, asset });
    if (found.kind === 'refused') return found;
    const items = found.items.filter(({ language }) => readable.has(language));
    if (items.length < fewestTexts) {
      const message = `${items.length} text(s) about ${asset} in ${hours} h are too few to speak of a mood; readNews gives what there is.`;
      return { kind: 'refused' as const, code: 'mood.tooFew', message };
    }
    const model = await crowd.sentiment();
    const scores = await model.score(
      items.map(({ untrustedTitle, untrustedSummary }) => `${untrustedTitle}. ${untrustedSummary}`),
    );
    const count = (label: string): number => scores.filter((score) => score.label === label).length;
    const [positive, negative] = [count('positive'), count('negative')];
    const balance = positive + negative === 0 ? null : (positive - negative) / (positive + negative);
    const shown = balance === null ? 'no side taken' : `balance ${balance.toFixed(2)}`;
    return {
      kind: 'read' as const,
      source: `${model.name} ${model.version}`,
      exchangeTime: items[0]?.publishedAt ?? null,
      instruments: [id],
      figures: balance === null ? [] : [{ name: 'mood.balance', value: balance.toFixed(2) }],
      summary: `mood of ${items.length} ${of} about ${asset}: ${shown}`,
      result: {
        ...{ texts: items.length, positive, negative },
        ...{ neutral: count('neutral'), unsure: count('unsure') },
        balance: balance?.toFixed(2) ?? null,
        sources: new Set(items.map(({ source }) => source)).size,
        leftOut: found.items.length - items.length,
        failing: found.failing,
        caveat: model.caveat,
      },
    };
  },
});
