import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createMemoryDatabase } from '../../db/memory/createMemoryDatabase.ts';
import type { OutboxRow } from '../../db/Repositories.ts';
import type { Desk } from '../../desk/Desk.ts';
import type { EffectHandler } from '../../desk/effects.ts';
import { accountId } from '../../domain/ids.ts';
import { silentLog } from '../../test/fixtures/openTestDesk.ts';
import { systemClock } from '../systemClock.ts';
import { type EffectBook, OutboxPump } from './OutboxPump.ts';

const account = accountId.parse('test');

/** A pump on a desk that has nothing but a database, a clock and a log, with handlers of its own. */
async function pumpOn(handlers: Record<string, EffectHandler>, database = createMemoryDatabase()) {
  const clock = { ...systemClock, ahead: 0, now: () => Date.now() + clock.ahead };
  const desk = { account, database, clock, log: silentLog } as Partial<Desk> as Desk;
  const book: EffectBook = {
    done: (key) => database.transaction(({ outbox }) => outbox.done(key)),
    postponed: (key, at) => void database.transaction(({ outbox }) => outbox.postpone(key, at)),
  };
  const pump = new OutboxPump(desk, book, handlers);
  return {
    clock,
    pump,
    database,
    left: () => database.read.outbox.count(account),
    rows: () => database.read.outbox.due(account, Number.MAX_SAFE_INTEGER, 200),
    async add(
      effect: string,
      instance: string,
      key = `${instance}/${effect}`,
      availableAt = clock.now(),
      told = true,
    ) {
      const row: OutboxRow = {
        key,
        account,
        effect,
        payload: { instance },
        createdAt: availableAt,
        availableAt,
        attempts: 0,
      };
      await database.transaction((repositories) => repositories.outbox.add([row]));
      if (told) pump.take([row]);
    },
    [Symbol.asyncDispose]: () => pump.stop(),
  };
}

test('default', async () => {
  const done: string[] = [];
  await using opened = await pumpOn({
    note: async (_, instance) => {
      done.push(instance);
      return null;
    },
  });
  await opened.add('note', 'a');
  await opened.add('note', 'a');
  expect(done).toEqual([]);
  opened.pump.start();
  await expect.poll(opened.left).toBe(0);
  await opened.add('note', 'b');
  await expect.poll(opened.left).toBe(0);
  expect(done).toEqual(['a', 'b']);
});

test('behavior: one at a time for an instance and in order, several instances side by side', async () => {
  const running = new Set<string>();
  const seen: string[] = [];
  let side = 0;
  const work: EffectHandler = async (_, instance) => {
    expect(running.has(instance)).toBe(false);
    running.add(instance);
    side = Math.max(side, running.size);
    seen.push(instance);
    await wait(10);
    running.delete(instance);
    return null;
  };
  const order: string[] = [];
  const step =
    (name: string): EffectHandler =>
    async (desk, instance) => {
      if (instance === 'a') order.push(name);
      return work(desk, instance);
    };
  await using opened = await pumpOn({ first: step('first'), second: step('second'), third: step('third') });
  const at = opened.clock.now() - 100;
  for (const instance of ['a', 'b', 'c']) {
    for (const [index, effect] of ['first', 'second', 'third'].entries()) {
      await opened.add(effect, instance, `${instance}/${effect}`, at + index);
    }
  }
  opened.pump.start();
  await expect.poll(opened.left).toBe(0);
  expect([seen.length, side, order]).toEqual([9, 3, ['first', 'second', 'third']]);
});

test('behavior: a handler that fails is tried again, later each time, and never dropped', async () => {
  let failures = 3;
  const tries: number[] = [];
  await using opened = await pumpOn({
    flaky: async () => {
      tries.push(opened.clock.now());
      failures -= 1;
      if (failures >= 0) throw new Error('not now');
      return null;
    },
  });
  opened.pump.start();
  await opened.add('flaky', 'a');
  const delays: number[] = [];
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await expect.poll(async () => (await opened.rows())[0]?.attempts).toBe(attempt);
    const [row] = await opened.rows();
    delays.push((row?.availableAt ?? 0) - (tries.at(-1) ?? 0));
    expect(tries).toHaveLength(attempt);
    opened.clock.ahead += 60_000;
  }
  await expect.poll(opened.left).toBe(0);
  expect(delays.map((delay) => Math.round(delay / 250) * 250)).toEqual([250, 500, 1000]);
});

test('behavior: a handler that throws at once harms neither the pump nor the other effects', async () => {
  const done: string[] = [];
  await using opened = await pumpOn({
    broken: () => {
      throw new Error('not even a promise');
    },
    note: async (_, instance) => {
      done.push(instance);
      return null;
    },
  });
  opened.pump.start();
  await opened.add('broken', 'a');
  await opened.add('unheardOf', 'b');
  await opened.add('note', 'c');
  await expect.poll(() => done).toEqual(['c']);
  await expect
    .poll(async () => (await opened.rows()).map(({ attempts }) => attempts > 0))
    .toEqual([true, true]);
});

test('behavior: a handler that asks for more comes again when it said, until it is done', async () => {
  let left = 2;
  await using opened = await pumpOn({
    watch: async (desk) => {
      left -= 1;
      return left > 0 ? { againAt: desk.clock.now() + 60_000 } : null;
    },
  });
  opened.pump.start();
  await opened.add('watch', 'a');
  await expect.poll(() => left).toBe(1);
  await wait(50);
  expect([left, await opened.left()]).toEqual([1, 1]);
  opened.clock.ahead += 61_000;
  await expect.poll(opened.left).toBe(0);
  expect(left).toBe(0);
});

test('behavior: what was performed and not marked is performed again by the next process', async () => {
  const done: string[] = [];
  const handlers: Record<string, EffectHandler> = {
    note: async (_, instance) => {
      done.push(instance);
      return null;
    },
  };
  await using opened = await pumpOn(handlers);
  const { database } = opened;
  const { transaction } = database;
  await opened.add('note', 'a');
  // The process dies between the effect and the mark.
  database.transaction = () => new Promise(() => {});
  opened.pump.start();
  await expect.poll(() => done.length).toBe(1);
  await opened.pump.stop();
  database.transaction = transaction;
  expect(await opened.left()).toBe(1);
  await using next = await pumpOn(handlers, database);
  next.pump.start();
  await expect.poll(opened.left).toBe(0);
  expect(done.length).toBe(2);
});

test('behavior: an effect of a doubtful commit is found in the table, and once', async () => {
  const done: string[] = [];
  await using opened = await pumpOn({
    note: async (_, instance) => {
      done.push(instance);
      return null;
    },
  });
  opened.pump.start();
  await opened.add('note', 'a', 'a/note', opened.clock.now(), false);
  opened.pump.reread();
  await expect.poll(opened.left).toBe(0);
  opened.pump.reread();
  await wait(20);
  expect(done).toEqual(['a']);
});

test('behavior: stopping takes nothing new and waits for what is under way', async () => {
  const gate = Promise.withResolvers<void>();
  let [began, ended] = [0, 0];
  await using opened = await pumpOn({
    slow: async () => {
      began += 1;
      await gate.promise;
      ended += 1;
      return null;
    },
  });
  opened.pump.start();
  await opened.add('slow', 'a');
  await expect.poll(() => began).toBe(1);
  const stopped = opened.pump.stop();
  await opened.add('slow', 'b');
  gate.resolve();
  await stopped;
  await wait(20);
  expect([began, ended, await opened.left()]).toEqual([1, 1, 1]);
});

test('behavior: what was postponed by a clock that was set back since does not wait until it is there again', async () => {
  let runs = 0;
  await using opened = await pumpOn({
    ask: async () => {
      runs += 1;
      return { againAt: opened.clock.now() + 20_000 };
    },
  });
  opened.pump.start();
  await opened.add('ask', 'a');
  await expect.poll(() => runs).toBe(1);
  await expect.poll(async () => (await opened.rows())[0]?.attempts).toBe(1);
  opened.clock.ahead = -600_000;
  await expect.poll(() => runs).toBe(2);
  await expect.poll(async () => (await opened.rows())[0]?.attempts).toBe(2);
  expect((await opened.rows())[0]?.availableAt).toBeLessThan(Date.now());
  await wait(600);
  await opened.pump.stop();
  expect(runs).toBe(2);
});

test('behavior: what an earlier process postponed by a clock that was ahead does not wait for that time', async () => {
  let runs = 0;
  await using opened = await pumpOn({
    ask: async () => {
      runs += 1;
      return null;
    },
  });
  await opened.add('ask', 'a', 'a/ask', opened.clock.now() + 600_000, false);
  opened.pump.start();
  await expect.poll(opened.left).toBe(0);
  expect(runs).toBe(1);
});

test('behavior: a clock that reads fractions of a millisecond is waited for in whole ones', async () => {
  const waits: number[] = [];
  let now = 1_000;
  const database = createMemoryDatabase();
  const clock = {
    now: () => now,
    after(ms: number, work: () => void) {
      // As every scheduler does that cannot tell less than a millisecond.
      now += Math.round(ms);
      waits.push(ms);
      if (waits.length < 50) setImmediate(work);
      return () => {};
    },
  };
  const desk = { account, database, clock, log: silentLog } as Partial<Desk> as Desk;
  const done: string[] = [];
  const handlers: Record<string, EffectHandler> = {
    note: async (_, instance) => {
      done.push(instance);
      return null;
    },
  };
  const pump = new OutboxPump(desk, { done: async () => {}, postponed: () => {} }, handlers);
  const row = {
    key: 'a/note',
    account,
    effect: 'note',
    payload: { instance: 'a' },
    createdAt: 1,
    attempts: 0,
  };
  pump.take([{ ...row, availableAt: 1_000.4 }]);
  pump.start();
  await expect.poll(() => done).toEqual(['a']);
  await pump.stop();
  expect(waits[0]).toBe(1);
});
