import type { InstrumentId } from '../../domain/ids.ts';
import { isFinal } from '../../domain/judgeOverride.ts';
import { type Bar, timeframeMs } from '../../domain/market.ts';
import type { OverrideCourse, OverrideRecord } from '../../domain/Override.ts';
import { stepWhatIf } from '../../domain/whatIf.ts';
import type { Desk } from '../Desk.ts';
import { finestTimeframe } from './finestTimeframe.ts';
import type { OverrideStore } from './overrideStore.ts';

const most = 1_000;
const page = 1_000;

/**
 * Takes every overruled proposal that is still open through the bars that closed since. What is settled stays so. An
 * instrument whose bars cannot be had now is left for the next time.
 */
export async function followOverrides(desk: Desk, store: OverrideStore): Promise<void> {
  const open = await store.list('followed', most);
  const instruments = new Set(open.map(({ instrument }) => instrument));
  for (const instrument of instruments) {
    const records = open.filter((record) => record.instrument === instrument);
    await follow(desk, store, instrument, records).catch((cause: unknown) =>
      desk.log.warn(
        { instrument, cause: String(cause) },
        'Bars for overruled proposals could not be had and are asked for again',
      ),
    );
  }
}

async function follow(
  desk: Desk,
  store: OverrideStore,
  instrument: InstrumentId,
  records: readonly OverrideRecord[],
): Promise<void> {
  const timeframe = finestTimeframe(desk);
  const length = timeframeMs[timeframe];
  const now = desk.market.quote(instrument)?.marketTime;
  if (now === undefined) return;
  let followed = [...records];
  let from = Math.min(...followed.flatMap(seenIn)) + length;
  while (from + length <= now) {
    const bars = await desk.market.bars(instrument, timeframe, { from, limit: page });
    const closed = bars.filter((bar) => bar.ts >= from && bar.ts + length <= now);
    const last = closed.at(-1);
    if (!last) break;
    followed = followed.map((record) => step(record, closed, timeframe));
    from = last.ts + length;
    if (followed.every(({ asked, edited }) => isFinal(asked) && (!edited || isFinal(edited)))) break;
  }
  for (const [index, record] of followed.entries()) {
    if (record !== records[index]) await store.put(record);
  }
}

function step(
  record: OverrideRecord,
  bars: readonly Bar[],
  timeframe: ReturnType<typeof finestTimeframe>,
): OverrideRecord {
  const through = (course: OverrideCourse): OverrideCourse => {
    const { order } = course;
    if (!order) return course;
    return {
      ...course,
      state: bars.reduce((state, bar) => stepWhatIf(order, state, bar, timeframe), course.state),
    };
  };
  return { ...record, asked: through(record.asked), edited: record.edited && through(record.edited) };
}

function seenIn({ asked, edited }: OverrideRecord): number[] {
  return [asked, edited].flatMap((course) => (course && 'seen' in course.state ? [course.state.seen] : []));
}
