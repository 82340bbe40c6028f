import { Exact } from '../../../domain/Exact.ts';
import { type Answer, deny, missing, pass } from '../answers.ts';
import { printMoney, printQuantity } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';
import type { RiskFacts } from '../RiskFacts.ts';

export const capitalFreeBalance = defineCheck({
  code: 'capital.freeBalance',
  title: 'Free balance',
  description:
    'A buy is paid from free cash, fees at the worst price included; a sell from what is free of the coin.',
  limitKeys: [],
  exemptsReductions: null,
  assess(facts) {
    return facts.input.terms.side === 'buy' ? assessCash(facts) : assessCoins(facts);
  },
});

function assessCash(facts: RiskFacts): Answer {
  const { account } = facts.input;
  const fee = facts.entryFee();
  if (account === undefined) return missing('The free cash', 'enough free cash');
  if (fee === undefined) return missing('The fees', 'enough free cash');
  const free = Exact.of(account.cashFree);
  const needed = facts.notional().plus(fee);
  const limit = () => `≤ ${printMoney(free, facts.currency)} free`;
  return needed.atMost(free)
    ? pass(
        () => `${printMoney(needed, facts.currency)} needed`,
        limit,
        'There is enough free cash, fees included.',
        () => needed.toNumber() / free.toNumber(),
      )
    : deny(
        `${printMoney(needed, facts.currency, 'up')} needed`,
        limit,
        'There is not enough free cash for the order and its fees; make it smaller or cancel an open buy.',
      );
}

function assessCoins(facts: RiskFacts): Answer {
  if (facts.input.account === undefined)
    return missing(`The free ${facts.base}`, `enough free ${facts.base}`);
  const free = Exact.of(facts.holding()?.free ?? '0');
  const observed = () => `${printQuantity(facts.quantity(), facts.base)} to sell`;
  const limit = () => `≤ ${printQuantity(free, facts.base)} free`;
  return facts.quantity().atMost(free)
    ? pass(observed, limit, () => `There is enough free ${facts.base}.`)
    : deny(observed, limit, `There is not that much free ${facts.base}; sell less or cancel an open sell.`);
}
