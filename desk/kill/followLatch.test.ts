import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { KillLevel } from '../../domain/mode.ts';
import { protection, trade } from '../../test/fixtures/deskActions.ts';
import { openScriptedDesk, type ScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { until } from '../../test/fixtures/openTestDesk.ts';
import { approver, operator } from '../../test/fixtures/proposalFixtures.ts';
import { killDesk } from '../killDesk.ts';
import { showKill } from '../read/showKill.ts';
import { rearmDesk } from '../rearmDesk.ts';
import { followLatch } from './followLatch.ts';

const limitBuy = { type: 'limit', limitPrice: '49500', quantity: '0.01', stop: '48500' } as const;
const kill = ({ desk }: ScriptedDesk, level: KillLevel) =>
  killDesk(desk, { level, reason: 'a test', actor: operator });
const killed = ({ desk }: ScriptedDesk, level: KillLevel) =>
  until('the kill', async () => {
    const view = await showKill(desk);
    return view.state === 'killed' && view.level === level && view;
  });
const rearm = ({ desk }: ScriptedDesk) => rearmDesk(desk, { reason: 'looked at it', actor: approver });

test('default', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  await protection(opened.desk);
  // Another process sets the latch while this one runs.
  const latch = { level: 'flatten', by: 'another', at: 5, reason: 'it hung' };
  writeFileSync(opened.latchFile, JSON.stringify(latch));
  const view = await killed(opened, 'flatten');
  expect([view.reason, (await opened.venue.fetchBalances()).get('BTC')?.free]).toEqual([
    'it hung (set by another)',
    '0',
  ]);
  await followLatch(opened.desk);
  expect(await showKill(opened.desk)).toEqual(view);
});

test('behavior: a latch that was removed although nobody rearmed is set again', async () => {
  await using opened = await openScriptedDesk();
  await kill(opened, 'cancel');
  const view = await killed(opened, 'cancel');
  rmSync(opened.latchFile);
  await followLatch(opened.desk);
  expect(opened.desk.latch.read()).toEqual({
    level: 'cancel',
    by: 'operator',
    at: view.at,
    reason: 'a test',
  });
  await opened.restart(() => rmSync(opened.latchFile));
  expect(opened.desk.latch.read()?.level).toBe('cancel');
});

test('behavior: a kill during the rearm stays, and following the latch during it brings none back', async () => {
  await using opened = await openScriptedDesk();
  await kill(opened, 'flatten');
  await killed(opened, 'flatten');
  const rearmed = rearm(opened);
  const again = kill(opened, 'pause');
  expect((await rearmed).kind).toBe('rearmed');
  await again;
  await followLatch(opened.desk);
  expect(opened.desk.latch.read()?.level).toBe('flatten');
  await killed(opened, 'flatten');
  const [second] = await Promise.all([rearm(opened), followLatch(opened.desk), followLatch(opened.desk)]);
  expect([second.kind, existsSync(opened.latchFile), (await showKill(opened.desk)).state]).toEqual([
    ...['rearmed', false, 'armed'],
  ]);
});

test('behavior: an entry that is being sent while the kill is set is cancelled, and only then it is confirmed', async () => {
  await using opened = await openScriptedDesk();
  opened.venue.script.push({ outcome: { kind: 'takenInSilence' }, when: ({ role }) => role === 'entry' });
  opened.venue.silent = true;
  const entry = await trade(opened.desk, limitBuy, 'unknown', 'accepted');
  await kill(opened, 'cancel');
  const view = await killed(opened, 'cancel');
  expect(view.report.join(' ')).toContain(`${entry.id} (buy 0.01 BTC/USDT) is cancelled.`);
  expect(opened.venue.openReports()).toEqual([]);
});

test('behavior: without the database it is carried out at the venue, shown, and booked afterwards', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  await protection(opened.desk);
  const { transaction, commit } = opened.database;
  const gone = () => Promise.reject(new Error('the server is gone'));
  Object.assign(opened.database, { transaction: gone, commit: gone });
  const view = await kill(opened, 'flatten');
  expect([view.level, view.by]).toEqual(['flatten', operator]);
  await killed(opened, 'flatten');
  expect((await opened.venue.fetchBalances()).get('BTC')?.free).toBe('0');
  expect((await rearm(opened).catch((cause: Error) => cause.message)) as string).toContain(
    'the server is gone',
  );
  Object.assign(opened.database, { transaction, commit });
  await until('the books', async () => {
    const positions = await opened.database.read.positions.list(opened.desk.account);
    return positions.every(({ quantity }) => quantity === '0');
  });
  expect(await killed(opened, 'flatten')).toMatchObject({ by: operator, reason: 'a test' });
});
