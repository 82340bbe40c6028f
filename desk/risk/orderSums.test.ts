import { expect, test } from 'vitest';
import { deskActor } from '../../domain/actor.ts';
import { type OrderId, orderId } from '../../domain/ids.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import type { AccountSums } from '../../machines/risk/sums/accountSums.ts';
import { memoryRuntime } from '../../test/fixtures/memoryRuntime.ts';
import { testIntent } from '../../test/fixtures/orderFixtures.ts';
import type { Desk } from '../Desk.ts';
import { orderAddress } from '../machineStates.ts';
import type { Unit } from '../Runtime.ts';
import { buildView } from '../read/buildView.ts';
import { orderSums } from './orderSums.ts';

const windowMs = 60_000;
const { account } = testIntent();
const id = (number: number): OrderId => orderId.parse(`ORD-${String(number).padStart(16, '0')}`);

function world() {
  const { clock, database, runtime } = memoryRuntime();
  const desk = { account, clock, database, runtime } as Partial<Desk> as Desk;
  const sums = orderSums(desk, windowMs);
  const transact = <T>(work: (unit: Unit) => Promise<T>) => runtime.transact(account, work);
  return {
    clock,
    transact,
    kept: () => transact((unit) => unit.derive(sums)),
    built: () => buildView(sums, database.read, clock.now()),
    sums,
    make:
      (number: number, over: Partial<OrderIntent> = {}) =>
      (unit: Unit) =>
        unit.start(
          orderAddress(id(number)),
          {
            ...testIntent(),
            id: id(number),
            createdAt: clock.now(),
            sendBefore: clock.now() + 1_000,
            ...over,
          },
          deskActor,
        ),
    lapse: (number: number) => (unit: Unit) =>
      unit.tell(
        orderAddress(id(number)),
        { type: 'intent.lapsed', reason: 'a test', at: clock.now() },
        deskActor,
      ),
  };
}

/** What is asked of the sums, as text. */
function asked({ openOrders, buys, instruments, sent, claimed }: AccountSums) {
  return {
    openOrders,
    buys: String(buys.priced),
    instruments: [...instruments.keys()],
    sent: sent.toArray().map(({ order }) => order),
    claimed: claimed.entries().map(([proposal, quantity]) => [proposal, String(quantity)]),
  };
}

test('default', async () => {
  const { transact, kept, built, make, lapse } = world();
  expect(asked(await kept()).openOrders).toBe(0);
  await transact(make(1));
  await transact(make(2, { quantity: '0.5' }));
  expect(asked(await kept())).toMatchObject({ openOrders: 2, sent: [id(1), id(2)] });
  await transact(lapse(1));
  expect(asked(await kept())).toMatchObject({ openOrders: 1, sent: [id(2)] });
  expect(asked(await kept())).toEqual(asked(await built()));
});

test('behavior: a unit sees what it has changed itself, and a unit that fails leaves nothing', async () => {
  const { transact, kept, sums, make } = world();
  await kept();
  const failing = transact(async (unit) => {
    await make(1)(unit);
    expect((await unit.derive(sums)).openOrders).toBe(1);
    throw new Error('the last step failed');
  });
  await expect(failing).rejects.toThrow('the last step failed');
  expect((await kept()).openOrders).toBe(0);
});

test('behavior: what is closed and older than the window is forgotten; what is open never is', async () => {
  const { clock, transact, kept, built, make, lapse } = world();
  await kept();
  const sent = (number: number) => async (unit: Unit) => {
    const tell = (event: { type: string } & Record<string, unknown>) =>
      unit.tell(orderAddress(id(number)), { ...event, at: clock.now() }, deskActor);
    await tell({ type: 'send.began' });
    await tell({ type: 'send.rejected', reason: 'a test' });
  };
  for (const number of [1, 2, 3]) await transact(make(number));
  await transact(sent(1));
  expect(asked(await kept())).toMatchObject({ openOrders: 2, sent: [id(1), id(2), id(3)] });
  await clock.advance(windowMs + 1);
  await transact(make(4));
  expect(asked(await kept())).toMatchObject({ openOrders: 3, sent: [id(2), id(3), id(4)] });
  await transact(lapse(3));
  expect(asked(await kept())).toEqual(asked(await built()));
});
