import { deny, missing, notApplicable, pass } from '../answers.ts';
import { approvalsOf } from '../approvals.ts';
import { printCount, printMoney } from '../print.ts';
import { defineCheck } from '../RiskCheck.ts';
import type { RiskFacts } from '../RiskFacts.ts';

const early = notApplicable('Nobody can have approved it yet.');

export const authorityQuorum = defineCheck({
  code: 'authority.quorum',
  title: 'Enough approvers',
  description:
    'As many different people have approved these terms as the limits ask for an order of this size.',
  limitKeys: ['minApprovers', 'minApproversForLargeOrders', 'largeOrderNotionalQuote'],
  exemptsReductions: null,
  assess(facts) {
    const { authority, phase, terms } = facts.input;
    if (phase === 'propose') return early;
    const needed = approversNeeded(facts);
    const limit = () =>
      `≥ ${printCount(needed, 'approver')} at ${printMoney(facts.notional(), facts.currency)}`;
    if (authority === undefined || authority === null) return missing('Who approved the order', limit);
    const people = new Set(approvalsOf(authority, terms.expiresAt).map(({ by }) => by.id));
    return people.size >= needed
      ? pass(() => printCount(people.size, 'approver'), limit, 'Enough people have approved it.')
      : deny(
          () => printCount(people.size, 'approver'),
          limit,
          () =>
            `An order of this size needs ${printCount(needed, 'approver')}; make it smaller, or have others approve it too.`,
        );
  },
});

function approversNeeded(facts: RiskFacts): number {
  const isLarge = facts.notional().atLeast(facts.limit('largeOrderNotionalQuote'));
  const always = facts.count('minApprovers');
  const large = facts.count('minApproversForLargeOrders');
  return isLarge ? Math.max(always, large) : always;
}
