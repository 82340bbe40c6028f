import { z } from 'zod';
import type { Clock } from '../../domain/Clock.ts';
import type { HttpReader } from '../http/createHttpReader.ts';
import { parseJson } from '../http/parseJson.ts';
import { readSourceTime } from '../readSourceTime.ts';
import { SourceError } from '../SourceError.ts';
import type { PolledSource } from '../SourcePoller.ts';

/** The index: 0 extreme fear to 100 extreme greed, for the day that began at `at` (epoch ms). */
export type FearAndGreed = { value: number; previous: number | null; at: number; fetchedAt: number };

const point = z.object({
  value: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().max(100)),
  timestamp: z.string().regex(/^\d{9,11}$/),
});
const answer = z.object({ data: z.array(point).min(1).max(400) });

/** The fear-and-greed index in the format of alternative.me; the last good answer is handed to `keep`. */
export function fearAndGreedSource(
  { url, everyMs }: { url: string; everyMs: number },
  { clock, reader, keep }: { clock: Clock; reader: HttpReader; keep: (index: FearAndGreed) => void },
): PolledSource {
  return {
    ...{ id: 'fear-and-greed', name: 'Fear and greed index', kind: 'fearAndGreed', everyMs },
    async read() {
      const read = await reader.read({ url, accept: 'application/json' });
      if (read.kind === 'notModified') return { newestAt: null, budget: read.budget };
      const index = parseIndex(read.text, clock.now());
      keep(index);
      return { newestAt: index.at, budget: read.budget };
    },
  };
}

function parseIndex(text: string, now: number): FearAndGreed {
  const parsed = answer.safeParse(parseJson(text));
  const [newest, before] = parsed.success ? parsed.data.data : [];
  const at = readSourceTime(newest?.timestamp, now);
  if (!newest || at === null)
    throw new SourceError(
      'source.malformed',
      'The answer is no fear-and-greed index of a day that has begun.',
    );
  return { value: newest.value, previous: before?.value ?? null, at, fetchedAt: now };
}
