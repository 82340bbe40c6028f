import type { InstrumentId } from '../../../domain/ids.ts';
import type { readFearAndGreed } from '../../../tools/readFearAndGreed.ts';
import type { readFunding } from '../../../tools/readFunding.ts';
import type { readMood } from '../../../tools/readMood.ts';
import type { readNews } from '../../../tools/readNews.ts';
import { cite, grouped, literal, signed, sourced } from '../phrases.ts';
import { ask, request, type Talk } from '../Talk.ts';
import { answerChanges } from './answerMarket.ts';

/** The newest headlines, quoted; what the market did where no news is read at all. */
export function* answerNews(instruments: readonly InstrumentId[], all: readonly InstrumentId[]): Talk {
  const [named] = instruments;
  const input = named === undefined || instruments.length > 1 ? {} : { instrument: named };
  const [output] = yield* ask([request<typeof readNews>('readNews', input)]);
  if (!output.ok) {
    const window = { timeframe: '1h', count: 24, words: 'the last 24 hours' } as const;
    const market = yield* answerChanges(instruments.length > 0 ? instruments : all, window);
    return `${output.message}\n\n${market}`;
  }
  const { headlines, failing } = output.result;
  const silent = failing.length > 0 ? ` Not to be read now: ${literal(failing.join(', '))}.` : '';
  if (headlines.length === 0) return `No headlines in the last 24 hours${cite(output)}.${silent}`;
  const lines = headlines.map(
    ({ untrustedTitle, source, ageMinutes, timeKnown, alsoSeenAt }) =>
      `- “${literal(untrustedTitle)}” (${literal(source)}, ${timeKnown ? '' : 'read '}${ageWords(ageMinutes)} ago${alsoSeenAt > 0 ? `, also at ${alsoSeenAt} other(s)` : ''})`,
  );
  return `Newest headlines, quoted as they came and checked by nobody${cite(output)}:\n\n${lines.join('\n')}${silent}`;
}

/** What the sentiment model makes of the news, and the index of the day. */
export function* answerMood(instruments: readonly InstrumentId[]): Talk {
  const [index, ...moods] = yield* ask([
    request<typeof readFearAndGreed>('readFearAndGreed'),
    ...instruments.map((instrument) => request<typeof readMood>('readMood', { instrument })),
  ]);
  const lines = moods.map((mood, place) => {
    if (!mood.ok) return `- **${instruments[place]}**: ${mood.message}`;
    const { texts, positive, negative, balance, caveat } = mood.result;
    const side = balance === null ? 'no text took a side' : `balance ${balance} from −1 to 1`;
    return `- **${instruments[place]}**: ${positive} positive and ${negative} negative of ${texts} texts, ${side}${cite(mood)}. ${caveat}`;
  });
  const day = index.ok
    ? `Fear and greed is ${index.result.value} of 100 (${index.result.scale}), ${index.result.ageHours} h old${cite(index)}.`
    : index.message;
  return `${day}\n\n${lines.join('\n')}\n\nMood is background; no size or price follows from it.`;
}

/** Funding rates and open interest. */
export function* answerFunding(instruments: readonly InstrumentId[]): Talk {
  const outputs = yield* ask(
    instruments.map((instrument) => request<typeof readFunding>('readFunding', { instrument })),
  );
  return outputs
    .map((output) => {
      if (!output.ok) return output.message;
      const { contract, ratePercent, perYearPercent, nextInMinutes, openInterest } = output.result;
      const year = perYearPercent === null ? '' : `, ${signed(perYearPercent)} a year`;
      const next = nextInMinutes === null ? '' : `, next in ${ageWords(nextInMinutes)}`;
      const open = openInterest === null ? '' : `; open interest ${grouped(openInterest)}`;
      const payer = ratePercent.startsWith('-') ? 'shorts pay longs' : 'longs pay shorts';
      return `**${contract}** funding ${signed(ratePercent)}${year} (${payer})${next}${open} (${sourced(output)})${cite(output)}.`;
    })
    .join('\n\n');
}

function ageWords(minutes: number): string {
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
