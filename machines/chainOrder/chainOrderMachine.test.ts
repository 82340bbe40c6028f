import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ChainEventName,
  type ChainOrderStatus,
  chainContext,
  chainEventNames,
  chainEvents,
  finalised,
  intoChain,
  leaves,
  mined,
  receipt,
  runChain,
  signed,
  viaChain,
} from '../../test/fixtures/chainOrderEvents.ts';
import { testFill, testIntent } from '../../test/fixtures/orderFixtures.ts';
import { operator } from '../../test/fixtures/proposalFixtures.ts';
import { orderTotals } from '../order/orderTotals.ts';
import { type Step, step } from '../step.ts';
import type { ChainOrderEvent } from './ChainOrder.ts';
import { chainFills } from './chainOrderGuards.ts';
import { chainOrderMachine } from './chainOrderMachine.ts';

type Row = Partial<Record<ChainEventName, ChainOrderStatus>>;
const ends: Row = {
  finalA: 'finalised',
  finalUndone: 'reverted',
  finalTooMuch: 'quarantined',
  usedByOther: 'replaced',
};
const inBlocks: Row = { mineA: 'mined', mineAElsewhere: 'mined' };
const underWay = (here: ChainOrderStatus): Row => ({
  ...ends,
  ...inBlocks,
  signB: 'signed',
  signC: 'signed',
  speedUp: here,
  cancel: here,
  deadline: 'expired',
});
const again: Row = { leaveA: 'broadcast', leaveALate: 'broadcast' };

/** The whole machine as a table: what each state makes of each event. What is not in it is ignored. */
const table: Record<ChainOrderStatus, Row> = {
  nonceReserved: {
    signA: 'signed',
    signB: 'signed',
    signLow: 'signed',
    lapse: 'lapsed',
    cancel: 'cancelled',
  },
  signed: {
    ...underWay('signed'),
    leaveA: 'broadcast',
    lapse: 'lapsed',
    deadline: 'lapsed',
    cancel: 'cancelled',
  },
  broadcast: { ...underWay('broadcast'), refuseA: 'dropped', dropA: 'dropped' },
  dropped: { ...underWay('dropped'), ...again },
  mined: { ...ends, mineAElsewhere: 'mined', reorgA: 'reorged', cancel: 'mined' },
  reorged: { ...underWay('reorged'), ...again, dropA: 'dropped' },
  finalised: {},
  reverted: {},
  replaced: { finalA: 'quarantined', finalUndone: 'quarantined', finalTooMuch: 'quarantined' },
  expired: { finalA: 'quarantined', finalUndone: 'expired', finalTooMuch: 'quarantined' },
  cancelled: {},
  lapsed: {},
  quarantined: { accept: 'finalised', writeOff: 'writtenOff' },
  writtenOff: {},
};
const states = Object.keys(table) as ChainOrderStatus[];
const effectsOf = (now: Step) => now.effects.map((effect) => effect.type);
const then = (now: Step, name: ChainEventName) => step(chainOrderMachine, now.snapshot, chainEvents[name]);

test('default', () => {
  expect(effectsOf(viaChain())).toEqual(['signTransaction']);
  expect(effectsOf(viaChain('signA'))).toEqual(['broadcastTransaction']);
  expect(effectsOf(viaChain('signA', 'leaveA'))).toEqual(['watchTransaction']);
  expect(chainContext(viaChain('signA', 'leaveA')).transactions).toEqual([
    {
      ...{ hash: '0xA', raw: 'raw 0xA', purpose: 'order', broadcastAt: 3 },
      ...{ maxFeePerGas: '100', maxPriorityFeePerGas: '10' },
    },
  ]);
  const seen = viaChain('signA', 'leaveA', 'mineA');
  expect([seen.state, effectsOf(seen), chainFills(chainContext(seen))]).toEqual(['mined', [], []]);
  const done = viaChain('signA', 'leaveA', 'mineA', 'finalA');
  expect([done.state, effectsOf(done)]).toEqual(['finalised', ['bookFills', 'reviewProtection']]);
  expect(orderTotals(chainFills(chainContext(done)))).toMatchObject({ filled: '1', notional: '100' });
  expect(chainContext(done)).toMatchObject({ mined: null, updatedAt: 8 });
  expect(chainContext(viaChain()).updatedAt).toBe(testIntent().createdAt);
});

test.each(states)('behavior: what %s makes of every event', (state) => {
  const here = viaChain(...intoChain[state]);
  expect(here.state).toBe(state);
  const seen = Object.fromEntries(
    chainEventNames.map((name) => {
      const next = then(here, name);
      if (!next.handled) expect([next.snapshot, next.effects]).toEqual([here.snapshot, []]);
      return [name, next.handled ? next.state : 'ignored'];
    }),
  );
  expect(seen).toEqual(
    Object.fromEntries(chainEventNames.map((name) => [name, table[state][name] ?? 'ignored'])),
  );
});

test('behavior: it is replaced under its own nonce by a higher fee only', () => {
  const here = viaChain('signA', 'leaveA');
  for (const [maxFee, priority, taken] of [
    [110, 11, true],
    [109, 11, false],
    [110, 10, false],
  ] as const) {
    const event: ChainOrderEvent = {
      type: 'transaction.signed',
      transaction: {
        hash: '0xN',
        raw: '0x',
        maxFeePerGas: String(maxFee),
        maxPriorityFeePerGas: String(priority),
        purpose: 'order',
      },
      at: 4,
    };
    expect([maxFee, priority, step(chainOrderMachine, here.snapshot, event).handled]).toEqual([
      maxFee,
      priority,
      taken,
    ]);
  }
  const raised = viaChain('signA', 'leaveA', 'signB');
  expect([raised.state, effectsOf(raised)]).toEqual(['signed', ['broadcastTransaction']]);
  expect(effectsOf(viaChain('signA', 'leaveA', 'speedUp'))).toEqual(['signReplacement']);
  expect(viaChain('signA', 'leaveA', 'signB', 'lapse').handled).toBe(false);
  const out = viaChain('signA', 'leaveA', 'signB', 'leaveB');
  expect(chainContext(out).transactions.map(({ broadcastAt }) => broadcastAt)).toEqual([3, 1500]);
  expect(then(out, 'dropA').handled).toBe(false);
  expect([then(out, 'dropB').state, then(out, 'finalA').state, then(out, 'finalB').state]).toEqual([
    'dropped',
    'finalised',
    'finalised',
  ]);
});

test('behavior: nothing leaves too late, but a cancellation may always leave', () => {
  expect(viaChain('signA', 'leaveALate').handled).toBe(false);
  expect(viaChain('signA', 'leaveA', 'signB', 'leaveBLate').handled).toBe(false);
  expect(viaChain('signA', 'leaveA', 'cancel', 'signC', 'leaveC').state).toBe('broadcast');
  expect(viaChain('signA', 'leaveA', 'signB', 'leaveA').handled).toBe(false);
});

test('behavior: a cancel is a transaction that uses the nonce up, unless nothing has left', () => {
  const early = viaChain('signA', 'cancel');
  expect([early.state, effectsOf(early)]).toEqual(['cancelled', ['releaseNonce', 'reviewProtection']]);
  const asked = viaChain('signA', 'leaveA', 'cancel');
  expect([asked.state, effectsOf(asked)]).toEqual(['broadcast', ['signCancellation']]);
  expect([then(asked, 'signB').handled, then(asked, 'speedUp').handled]).toEqual([false, false]);
  const cancelled = viaChain('signA', 'leaveA', 'cancel', 'signC', 'leaveC', 'finalC');
  expect([cancelled.state, chainFills(chainContext(cancelled))]).toEqual(['cancelled', []]);
  expect(viaChain('signA', 'leaveA', 'cancel', 'signC', 'leaveC', 'finalA').state).toBe('finalised');
  expect(effectsOf(viaChain('signA', 'leaveA', 'signB', 'cancel'))).toEqual(['signCancellation']);
});

test('behavior: a reorganisation takes a block back, and a cancel that was asked for meanwhile is carried out', () => {
  const back = viaChain('signA', 'leaveA', 'mineA', 'reorgA');
  expect([back.state, chainContext(back).mined, effectsOf(back)]).toEqual([
    'reorged',
    null,
    ['watchTransaction'],
  ]);
  expect(viaChain('signA', 'leaveA', 'mineA', 'reorgA', 'mineAElsewhere', 'finalA').state).toBe('finalised');
  expect(viaChain('signA', 'leaveA', 'mineA', 'mineAElsewhere', 'reorgA').handled).toBe(false);
  expect(effectsOf(viaChain('signA', 'leaveA', 'mineA', 'cancel', 'reorgA'))).toEqual([
    'signCancellation',
    'watchTransaction',
  ]);
});

test('behavior: it is over only by another final transaction with its nonce, or a deadline on a final block', () => {
  for (const wait of [['dropA'], ['refuseA'], ['mineA', 'reorgA'], ['refuseA', 'speedUp']] as const) {
    const here = viaChain('signA', 'leaveA', ...wait);
    expect(then(here, 'deadlineNotYet').handled).toBe(false);
    expect(then(here, 'usedByA').handled).toBe(false);
    expect(then(here, 'deadline').state).toBe('expired');
    expect(then(here, 'usedByOther').state).toBe('replaced');
    expect(effectsOf(then(here, 'usedByOther'))).toEqual(['returnForReapproval', 'reviewProtection']);
    expect(effectsOf(then(here, 'deadline'))).toContain('releaseNonce');
  }
  expect(viaChain('signA', 'leaveA', 'mineA', 'deadline').handled).toBe(false);
});

test('error: what ends it leaves the reason for a person', () => {
  const reasonOf = (...path: ChainEventName[]) => chainContext(viaChain(...path)).reason;
  expect(reasonOf('lapse')).toBe('too late');
  expect(reasonOf('cancel')).toBe('asked');
  expect(reasonOf('signA', 'leaveA', 'refuseA')).toBe('underpriced');
  expect(reasonOf(...intoChain.reverted)).toContain('gas was paid');
  expect(reasonOf(...intoChain.replaced)).toContain('can never trade');
  expect(reasonOf(...intoChain.expired)).toContain('deadline');
  expect(reasonOf(...intoChain.quarantined)).toContain('more than was ordered');
  expect(reasonOf(...intoChain.replaced, 'finalA')).toContain('had ruled out');
  expect(reasonOf(...intoChain.writtenOff)).toBe('approver: compared');
});

test('error: what contradicts an end is booked and a person has to look', () => {
  for (const end of ['replaced', 'expired'] as const) {
    const now = viaChain(...intoChain[end], 'finalA');
    expect([now.state, effectsOf(now)]).toEqual(['quarantined', ['bookFills', 'reviewProtection']]);
    expect(chainFills(chainContext(now))).toHaveLength(1);
  }
  const gas = viaChain(...intoChain.expired, 'finalUndone');
  expect([gas.state, chainContext(gas).receipts.length, effectsOf(gas)]).toEqual(['expired', 1, []]);
  const twice = runChain(
    chainEvents.signA,
    chainEvents.leaveA,
    chainEvents.finalA,
    finalised(receipt('0xA', 9)),
  );
  expect(twice.state).toBe('quarantined');
  const third = step(chainOrderMachine, twice.snapshot, finalised(receipt('0xA', 10)));
  expect([third.handled, effectsOf(third)]).toEqual([true, ['bookFills', 'reviewProtection']]);
  const neighbour = runChain(
    ...[chainEvents.signA, chainEvents.leaveA, chainEvents.signB, chainEvents.leaveB],
    ...[chainEvents.finalA, finalised(receipt('0xB', 1))],
  );
  expect([neighbour.state, chainContext(neighbour).receipts.length]).toEqual(['quarantined', 2]);
});

test('error: only the approver with a reason ends a quarantine', () => {
  for (const name of ['writeOff', 'accept'] as const) {
    for (const change of [{ by: operator }, { reason: ' ' }]) {
      const event = { ...chainEvents[name], ...change };
      expect(step(chainOrderMachine, viaChain(...intoChain.quarantined).snapshot, event).handled).toBe(false);
    }
  }
});

test('behavior: the context is JSON', () => {
  const { snapshot } = viaChain('signA', 'leaveA', 'signB', 'leaveB', 'mineB');
  expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
});

test('behavior: up to six reports of the chain in every order, some told twice, book one execution', () => {
  const start = runChain(chainEvents.signA, chainEvents.leaveA, signed('0xB', 110), leaves('0xB'));
  const part = { fills: [testFill('0xB-0', '0.5'), testFill('0xB-1', '0.4')] };
  const noise: ChainOrderEvent[] = [
    chainEvents.mineA,
    chainEvents.reorgA,
    chainEvents.dropB,
    { type: 'nonce.finalised', hash: '0xB', at: 8 },
    mined(receipt('0xB', 2, part)),
    mined(receipt('0xB', 3, part)),
  ];
  const final = finalised(receipt('0xB', 3, part));
  const told = fc
    .subarray(noise, { maxLength: 5 })
    .chain((some) =>
      fc
        .array(fc.constantFrom(final, ...some), { maxLength: 3 })
        .chain((twice) =>
          fc.shuffledSubarray([final, ...some, ...twice], { minLength: some.length + 1 + twice.length }),
        ),
    );
  fc.assert(
    fc.property(told, (events) => {
      const end = events.reduce((now, event) => step(chainOrderMachine, now.snapshot, event), start);
      expect(end.state).toBe('finalised');
      expect(orderTotals(chainFills(chainContext(end)))).toMatchObject({ filled: '0.9', notional: '90' });
      for (const event of events) expect(step(chainOrderMachine, end.snapshot, event).handled).toBe(false);
    }),
    { numRuns: 300 },
  );
});
