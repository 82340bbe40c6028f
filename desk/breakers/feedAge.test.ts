import { expect, test } from 'vitest';
import { openScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { until } from '../../test/fixtures/openTestDesk.ts';
import { isInForce, readGuardian } from '../../test/fixtures/readGuardian.ts';
import { createAccountWatch } from '../createAccountWatch.ts';

test('default', async () => {
  await using opened = await openScriptedDesk({ limits: { maxFeedAgeSeconds: 60 } });
  const watch = createAccountWatch(opened.desk);
  const old = { ...opened.desk.market, feed: { state: 'live', since: 0, reason: '' } } as const;
  const desk = { ...opened.desk, market: { ...old, quote: opened.desk.market.quote } };
  const watchLive = createAccountWatch(desk);
  opened.clock.ahead += 59_000;
  await watchLive();
  expect(await isInForce(opened, 'staleFeed')).toBe(false);
  opened.clock.ahead += 1_100;
  await watchLive();
  opened.clock.ahead += 5_100;
  await watchLive();
  expect((await readGuardian(opened)).causes.staleFeed?.reason).toBe('no price for 65 s (limit 60 s)');
  opened.advance(0);
  await until('a live feed', async () => opened.desk.market.feed.state === 'live');
  await watch();
  opened.advance(10_100);
  await watch();
  expect(await isInForce(opened, 'staleFeed')).toBe(false);
});
