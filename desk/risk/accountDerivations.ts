import type { GuardianCause } from '../../machines/guardian/guardianCauses.ts';
import type { AccountSums } from '../../machines/risk/sums/accountSums.ts';
import type { Holders } from '../../machines/risk/sums/holders.ts';
import type { Trades } from '../../machines/risk/sums/trades.ts';
import { sumsWindowMs, tradesWindowMs } from '../../machines/risk/sums/windows.ts';
import { clearedAt } from '../breakers/clearedAt.ts';
import type { Desk } from '../Desk.ts';
import type { Derivation } from '../Runtime.ts';
import { gatherHolders } from './gatherHolders.ts';
import { gatherTrades } from './gatherTrades.ts';
import { keptWhile } from './keptWhile.ts';
import { type OrderSums, orderSums } from './orderSums.ts';

/** What the gate's account follows from. */
export type AccountDerivations = {
  orders: Derivation<OrderSums, AccountSums>;
  trades: Derivation<Trades, Trades>;
  holders: Derivation<Holders, Holders>;
  /** When a person last cleared a losing streak, and a drawdown (epoch ms). */
  streakClearedAt: Derivation<number, number>;
  drawdownClearedAt: Derivation<number, number>;
};

/** One set for each desk and its windows, so that the runtime knows again what it keeps. */
const known = new WeakMap<Desk, Map<string, AccountDerivations>>();

/** A limit that reaches further back than before needs rows that were left out, and so sums of its own. */
export function accountDerivations(desk: Desk): AccountDerivations {
  const windows = { orders: sumsWindowMs(desk.limits), trades: tradesWindowMs(desk.limits) };
  const name = `${windows.orders}/${windows.trades}`;
  const ofDesk = known.get(desk) ?? new Map<string, AccountDerivations>();
  known.set(desk, ofDesk);
  const found = ofDesk.get(name) ?? derive(desk, windows);
  ofDesk.set(name, found);
  return found;
}

function derive(desk: Desk, windows: { orders: number; trades: number }): AccountDerivations {
  return {
    orders: orderSums(desk, windows.orders),
    trades: keptWhile({
      build: (repositories) => gatherTrades(desk, repositories, desk.clock.now() - windows.trades),
      untouchedBy: ({ facts }) => !facts.some(({ type }) => type === 'position.changed'),
    }),
    holders: keptWhile({
      build: async (repositories) =>
        gatherHolders(desk, repositories, await repositories.positions.list(desk.account)),
      untouchedBy: ({ fills }) => fills.length === 0,
    }),
    streakClearedAt: lastCleared(desk, 'lossStreak'),
    drawdownClearedAt: lastCleared(desk, 'drawdown'),
  };
}

function lastCleared(desk: Desk, cause: GuardianCause): Derivation<number, number> {
  return keptWhile({
    build: (repositories) => clearedAt(desk, repositories, cause),
    untouchedBy: ({ facts }) => !facts.some(({ type }) => type === 'human.cleared'),
  });
}
