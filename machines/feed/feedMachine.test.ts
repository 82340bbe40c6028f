import { expect, test } from 'vitest';
import { type Step, startMachine, step } from '../step.ts';
import { type FeedContext, type FeedEvent, feedMachine } from './feedMachine.ts';

const opened: FeedEvent = { type: 'stream.opened', at: 1_000 };
const broke: FeedEvent = { type: 'stream.broke', at: 9_000, reason: 'cut off' };
const finished: FeedEvent = { type: 'backfill.finished', at: 2_000 };
const failed: FeedEvent = { type: 'backfill.failed', at: 2_000, reason: 'no answer' };
const measured = (at: number, ageMs: number | null): FeedEvent => ({ type: 'quotes.measured', at, ageMs });

function run(...events: FeedEvent[]): Step {
  return events.reduce<Step>(
    (now, event) => step(feedMachine, now.snapshot, event),
    startMachine(feedMachine, { at: 500 }),
  );
}
const effects = (now: Step) => now.effects.map((effect) => effect.type);
const contextOf = (now: Step) => now.snapshot.context as FeedContext;

test('default: live only after a backfill', () => {
  expect(run().state).toBe('connecting');
  expect(contextOf(run())).toMatchObject({ since: 500, reason: 'connecting to the venue' });
  const catching = run(opened);
  expect([catching.state, effects(catching)]).toEqual(['backfilling', ['backfill']]);
  const live = run(opened, finished);
  expect([live.state, effects(live)]).toEqual(['live', []]);
  expect(contextOf(live)).toMatchObject({ since: 2_000, reason: 'quotes are fresh' });
});

test('behavior: a quiet stream is checked by REST, no more often than every three seconds', () => {
  const quiet = run(opened, finished, measured(5_000, 3_001));
  expect([quiet.state, effects(quiet)]).toEqual(['live', ['sweepQuotes']]);
  expect(step(feedMachine, quiet.snapshot, measured(7_999, 6_000)).handled).toBe(false);
  expect(effects(step(feedMachine, quiet.snapshot, measured(8_000, 6_000)))).toEqual(['sweepQuotes']);
  expect(run(opened, finished, measured(5_000, 3_000)).handled).toBe(false);
});

test('behavior: stale beyond ten seconds or without a quote, and back through a backfill', () => {
  expect(run(opened, finished, measured(15_000, 10_000)).state).toBe('live');
  const stale = run(opened, finished, measured(15_000, 10_001));
  expect(stale.state).toBe('stale');
  expect(contextOf(stale)).toMatchObject({ since: 15_000, reason: 'the oldest quote is 10 s old' });
  expect(contextOf(run(opened, finished, measured(15_000, null))).reason).toMatch(/no quote/);
  expect(effects(step(feedMachine, stale.snapshot, measured(19_000, 14_000)))).toEqual(['sweepQuotes']);
  const fresh = step(feedMachine, stale.snapshot, measured(19_000, 500));
  expect([fresh.state, effects(fresh)]).toEqual(['backfilling', ['backfill']]);
});

test('behavior: a failed backfill is stale and says why', () => {
  const stale = run(opened, failed);
  expect([stale.state, contextOf(stale).reason]).toEqual(['stale', 'no answer']);
});

test('behavior: a break shows in every state and ends with the next opening', () => {
  for (const before of [[], [opened], [opened, finished], [opened, failed]]) {
    const broken = run(...before, broke);
    expect([broken.state, contextOf(broken)]).toMatchObject([
      'reconnecting',
      { since: 9_000, reason: 'cut off' },
    ]);
    expect(step(feedMachine, broken.snapshot, opened).state).toBe('backfilling');
    expect(effects(step(feedMachine, broken.snapshot, measured(20_000, 11_000)))).toEqual(['sweepQuotes']);
  }
});

test('behavior: a gap is refetched without leaving live', () => {
  const gap = run(opened, finished, { type: 'gap.found', at: 3_000, reason: 'bars are missing' });
  expect([gap.state, effects(gap)]).toEqual(['live', ['refetchBars']]);
});

test('error: what a state does not await is ignored', () => {
  expect(run(finished).handled).toBe(false);
  expect(run(measured(20_000, 1)).handled).toBe(false);
  expect(run(opened, opened).handled).toBe(false);
  expect(run(opened, finished, failed).handled).toBe(false);
  expect(run(opened, finished, broke, broke).handled).toBe(false);
});
