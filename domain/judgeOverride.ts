import { type DecimalString, decimal, sum } from './decimal.ts';
import type { CourseView, OverrideCourse, OverrideRecord, OverrideView } from './Override.ts';
import { markWhatIf } from './whatIf.ts';

/** An overruled proposal with what it comes to at this bid; `bid` is null where there is no price now. */
export function judgeOverride(record: OverrideRecord, bid: DecimalString | null): OverrideView {
  const asked = toCourseView(record.asked, bid);
  const edited = record.edited && toCourseView(record.edited, bid);
  const difference = differenceOf(asked, edited);
  const { asked: _, edited: __, ...rest } = record;
  return {
    ...rest,
    side: record.asked.order?.side ?? null,
    asked,
    edited,
    difference,
    final: isFinal(record.asked) && (record.edited === null || isFinal(record.edited)),
    right:
      difference === null || decimal(difference).isZero()
        ? null
        : decimal(difference).isPositive()
          ? 'decider'
          : 'proposer',
  };
}

/** Whether no bar can change a course any more. */
export function isFinal({ state }: OverrideCourse): boolean {
  return state.kind !== 'waiting' && state.kind !== 'held';
}

/** Against an edit what was sent counts, otherwise that nothing was. */
function differenceOf(asked: CourseView, edited: CourseView | null): DecimalString | null {
  const instead = edited ? edited.profit : '0';
  if (asked.profit === null || instead === null) return null;
  return decimal(instead).minus(decimal(asked.profit)).toString();
}

const closedAs = { stop: 'stopped', target: 'tookProfit', horizon: 'timedOut' } as const;

function toCourseView({ revision, order, state }: OverrideCourse, bid: DecimalString | null): CourseView {
  const base = {
    revision,
    type: order?.type ?? 'market',
    quantity: order?.quantity ?? '0',
    entryPrice: null,
    exitPrice: null,
    fees: null,
    profit: null,
    reason: null,
  } as const;
  switch (state.kind) {
    case 'waiting':
      return { ...base, state: 'waiting', profit: '0' };
    case 'missed':
      return { ...base, state: 'missed', profit: '0', reason: state.reason };
    case 'unknown':
      return { ...base, state: 'unknown', reason: state.reason };
    case 'held': {
      const mark = order && bid !== null ? markWhatIf(order, state, bid) : null;
      const { quantity, entryPrice } = state;
      return {
        ...{ ...base, state: 'held', quantity, entryPrice },
        fees: mark && feesOf(mark),
        profit: mark?.profit ?? null,
      };
    }
    case 'closed': {
      const { quantity, entryPrice, exitPrice, profit } = state;
      const fees = feesOf(state);
      return { ...base, state: closedAs[state.by], quantity, entryPrice, exitPrice, fees, profit };
    }
  }
}

function feesOf({ entryFee, exitFee }: { entryFee: DecimalString; exitFee: DecimalString }): DecimalString {
  return sum([entryFee, exitFee]).toString();
}
