import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createMemoryDatabase } from '../../db/memory/createMemoryDatabase.ts';
import type { Desk } from '../../desk/Desk.ts';
import { proposalAddress } from '../../desk/machineStates.ts';
import { deskActor } from '../../domain/actor.ts';
import { proposalId } from '../../domain/ids.ts';
import type { ProposalInput } from '../../machines/proposal/proposalMachine.ts';
import { silentLog } from '../../test/fixtures/openTestDesk.ts';
import { testProposal, testRevision } from '../../test/fixtures/proposalFixtures.ts';
import { soleOwner } from '../../test/fixtures/soleOwner.ts';
import { systemClock } from '../systemClock.ts';
import { InProcessRuntime } from './InProcessRuntime.ts';
import { TimerLoop } from './TimerLoop.ts';

const { account } = testProposal;

/** A loop on a desk that has nothing but a runtime, with proposals that expire. */
function timersOn() {
  const database = createMemoryDatabase();
  const clock = { ...systemClock, ahead: 0, now: () => Date.now() + clock.ahead };
  const told: string[] = [];
  const log = { ...silentLog, error: (_: unknown, message: string) => void told.push(message) };
  const runtime = new InProcessRuntime({ database, clock, log, lease: soleOwner });
  const loop = new TimerLoop({ account, database, clock, log, runtime } as Partial<Desk> as Desk);
  return {
    clock,
    database,
    loop,
    told,
    async wait(name: string, expiresAt: number) {
      const input: ProposalInput = { ...testProposal, id: proposalId.parse(name), expiresAt };
      await runtime.transact(account, async (unit) => {
        await unit.start(proposalAddress(input.id), input, deskActor);
        await unit.tell(
          proposalAddress(input.id),
          { type: 'proposal.assessed', revision: testRevision(1, true) },
          deskActor,
        );
      });
      return async () => (await database.read.machines.get({ account, ...proposalAddress(input.id) }))?.state;
    },
    [Symbol.asyncDispose]: () => loop.stop(),
  };
}

test('default', async () => {
  await using opened = timersOn();
  const state = await opened.wait('PRP-00000001', opened.clock.now() + 60_000);
  opened.loop.start();
  await wait(400);
  expect(await state()).toBe('awaitingApproval');
  opened.clock.ahead += 60_001;
  await expect.poll(state).toBe('expired');
  const [entry] = await opened.database.read.journal.list({ types: ['expiry.reached'] });
  expect(entry).toMatchObject({ actor: deskActor, data: { from: 'awaitingApproval', to: 'expired' } });
  expect(await opened.database.read.timers.next(account)).toBeUndefined();
});

test('behavior: deadlines that passed while nobody looked are kept, in their order', async () => {
  await using opened = timersOn();
  const now = opened.clock.now();
  const states = [
    await opened.wait('PRP-00000002', now - 1_000),
    await opened.wait('PRP-00000001', now - 2_000),
  ];
  opened.loop.start();
  await expect.poll(() => Promise.all(states.map((state) => state()))).toEqual(['expired', 'expired']);
  const entries = await opened.database.read.journal.list({ types: ['expiry.reached'] });
  expect(entries.map(({ subject }) => subject)).toEqual(['PRP-00000001', 'PRP-00000002']);
});

test('behavior: after it was stopped nothing is delivered', async () => {
  await using opened = timersOn();
  const state = await opened.wait('PRP-00000001', opened.clock.now() + 100);
  opened.loop.start();
  await opened.loop.stop();
  opened.clock.ahead += 1_000;
  await wait(400);
  expect(await state()).toBe('awaitingApproval');
});

test('error: a deadline that nobody can take holds up no other', async () => {
  await using opened = timersOn();
  const now = opened.clock.now();
  await opened.database.transaction((repositories) =>
    repositories.timers.set({
      id: 'lost/expiry',
      account,
      ...proposalAddress(proposalId.parse('PRP-NOTTHERE')),
      event: { type: 'expiry.reached' },
      dueAt: now - 5_000,
    }),
  );
  const state = await opened.wait('PRP-00000001', now - 1_000);
  opened.loop.start();
  await expect.poll(state).toBe('expired');
  expect(opened.told).toContain('A stored timer could not be delivered');
});
