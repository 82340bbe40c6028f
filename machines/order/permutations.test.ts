import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrderStatus } from '../../domain/Order.ts';
import { contextOf, fills, run, says } from '../../test/fixtures/orderEvents.ts';
import { type Step, step } from '../step.ts';
import type { OrderEvent } from './OrderEvent.ts';
import { orderMachine } from './orderMachine.ts';
import { orderTotals } from './orderTotals.ts';

const [first, second, rest] = [fills('F1', '0.4'), fills('F2', '0.35'), fills('F3', '0.25')];

/** What truly happened to an order for 1, as up to six events; and where it must end however they arrive. */
const histories: Record<string, { events: OrderEvent[]; filled: string; end: OrderStatus }> = {
  filledInParts: {
    events: [first, second, rest, says('open'), says('partiallyFilled', '0.75'), says('filled', '1')],
    filled: '1',
    end: 'filled',
  },
  filledAfterTrigger: {
    events: [says('open'), says('triggered'), first, fills('F4', '0.6'), says('partiallyFilled', '0.4')],
    filled: '1',
    end: 'filled',
  },
  cancelledInPart: {
    events: [says('open'), first, says('partiallyFilled', '0.4'), second, says('cancelled', '0.75')],
    filled: '0.75',
    end: 'cancelled',
  },
  expiredInPart: {
    events: [first, second, says('open'), says('triggered'), says('expired', '0.75')],
    filled: '0.75',
    end: 'expired',
  },
  stillOpen: {
    events: [says('open'), first, says('partiallyFilled', '0.4'), second, says('partiallyFilled', '0.75')],
    filled: '0.75',
    end: 'partiallyFilled',
  },
  contradictory: {
    events: [first, second, rest, fills('F5', '0.1'), says('open'), says('filled', '1')],
    filled: '1.1',
    end: 'quarantined',
  },
};

/** Every order of the items. */
function* permutations<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries()) {
    for (const others of permutations([...items.slice(0, index), ...items.slice(index + 1)])) {
      yield [item, ...others];
    }
  }
}
const apply = (now: Step, events: readonly OrderEvent[]): Step =>
  events.reduce((before, event) => step(orderMachine, before.snapshot, event), now);
const outcome = (now: Step) => {
  const { fills: booked } = contextOf(now);
  return [now.state, orderTotals(booked.toSorted((a, b) => (a.id < b.id ? -1 : 1)))];
};

test.each(['sending', 'unknown'] as const)('default: every order of arrival ends alike, from %s', (from) => {
  const start = run(
    { type: 'send.began', at: 2 },
    ...(from === 'unknown' ? [{ type: 'restart.found', at: 3 } as const] : []),
  );
  for (const [name, { events, filled, end }] of Object.entries(histories)) {
    const seen = new Set<string>();
    for (const order of permutations(events)) seen.add(JSON.stringify(outcome(apply(start, order))));
    expect([name, seen.size]).toEqual([name, 1]);
    expect(outcome(apply(start, events))).toEqual([end, expect.objectContaining({ filled })]);
  }
});

test('behavior: what is told again changes nothing, wherever it comes', () => {
  const told = fc.constantFrom(...Object.values(histories)).chain(({ events, filled, end }) =>
    fc.record({
      events: fc
        .array(fc.constantFrom(...events), { maxLength: 6 })
        .chain((again) =>
          fc.shuffledSubarray([...events, ...again], { minLength: events.length + again.length }),
        ),
      filled: fc.constant(filled),
      end: fc.constant(end),
    }),
  );
  const start = run({ type: 'send.began', at: 2 });
  fc.assert(
    fc.property(told, ({ events, filled, end }) => {
      const now = apply(start, events);
      expect(outcome(now)).toEqual([end, expect.objectContaining({ filled })]);
      for (const event of events) {
        const again = step(orderMachine, now.snapshot, event);
        if (event.type === 'fill.received') expect(again.handled).toBe(false);
        expect(outcome(again)).toEqual(outcome(now));
      }
    }),
    { numRuns: 300 },
  );
});
