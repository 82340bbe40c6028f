import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { deskActor } from '../domain/actor.ts';
import { propose, trade } from '../test/fixtures/deskActions.ts';
import { openScriptedDesk, type ScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { until } from '../test/fixtures/openTestDesk.ts';
import { approver, operator } from '../test/fixtures/proposalFixtures.ts';
import type { Desk } from './Desk.ts';
import { killDesk } from './killDesk.ts';
import { guardianAddress } from './machineStates.ts';
import { readKill } from './read/readKill.ts';
import { readRisk } from './read/readRisk.ts';
import { unitForReads } from './read/unitForReads.ts';
import { rearmDesk } from './rearmDesk.ts';

async function paused({ desk }: ScriptedDesk): Promise<void> {
  await killDesk(desk, { level: 'pause', reason: 'a test', actor: operator });
  await until('the kill', async () => (await readKill(desk, unitForReads(desk))).state === 'killed');
}
const rearm = (desk: Desk, reason = 'looked at it', actor = approver) => rearmDesk(desk, { reason, actor });

test('default', async () => {
  await using opened = await openScriptedDesk();
  await paused(opened);
  expect(existsSync(opened.latchFile)).toBe(true);
  expect(await rearm(opened.desk)).toEqual({
    kind: 'rearmed',
    kill: { state: 'armed', level: null, by: null, at: null, reason: null, report: [] },
  });
  expect([existsSync(opened.latchFile), (await readRisk(opened.desk)).tradingState]).toEqual([
    false,
    'active',
  ]);
  await trade(opened.desk);
});

test('behavior: after a restart it is armed and stays so', async () => {
  await using opened = await openScriptedDesk();
  await paused(opened);
  await rearm(opened.desk);
  await opened.restart();
  expect((await readKill(opened.desk, unitForReads(opened.desk))).state).toBe('armed');
  expect((await propose(opened.desk)).status).toBe('awaitingApproval');
});

test('behavior: what the guardian has latched is cleared with it, by the same person and reason', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const raise = (cause: string) =>
    desk.runtime.transact(desk.account, (unit) =>
      unit.tell(
        guardianAddress(desk.account),
        { type: 'cause.raised', cause, detail: 'three in a row', at: unit.now },
        deskActor,
      ),
    );
  await raise('lossStreak');
  expect((await readRisk(desk)).tradingState).toBe('reducing');
  expect((await rearm(desk, ' ')).kind).toBe('conflict');
  expect((await rearm(desk)).kind).toBe('rearmed');
  expect((await readRisk(desk)).tradingState).toBe('active');
  const [cleared] = await desk.database.read.journal.list({ types: ['human.cleared'] });
  expect(cleared).toMatchObject({ actor: approver, data: { cause: 'lossStreak', reason: 'looked at it' } });
});

test('error: only the approver rearms, only with a reason, and only what is on', async () => {
  await using opened = await openScriptedDesk();
  expect(await rearm(opened.desk)).toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('nothing to rearm'),
  });
  await paused(opened);
  expect(await rearm(opened.desk, 'please', operator)).toEqual({
    kind: 'forbidden',
    message: expect.stringContaining('The kill switch stays on.'),
  });
  expect((await rearm(opened.desk, '  ')).kind).toBe('conflict');
  expect([
    opened.desk.latch.read()?.level,
    (await readKill(opened.desk, unitForReads(opened.desk))).state,
  ]).toEqual(['pause', 'killed']);
});

test('error: a kill that the venue has not confirmed is not taken back', async () => {
  await using opened = await openScriptedDesk();
  await trade(
    opened.desk,
    { type: 'limit', limitPrice: '49500', quantity: '0.01', stop: '48500' },
    'accepted',
  );
  opened.venue.unreachable = true;
  await killDesk(opened.desk, { level: 'cancel', reason: 'a test', actor: operator });
  const result = await rearm(opened.desk);
  expect(result).toMatchObject({
    kind: 'conflict',
    message: expect.stringMatching(/still (freezing|cancelling)/),
  });
  expect(opened.desk.latch.read()?.level).toBe('cancel');
});
