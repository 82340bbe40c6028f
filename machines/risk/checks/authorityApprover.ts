import { deny, missing, notApplicable, pass } from '../answers.ts';
import { approvalsOf } from '../approvals.ts';
import { defineCheck } from '../RiskCheck.ts';

const early = notApplicable('Nobody can have approved it yet.');

export const authorityApprover = defineCheck({
  code: 'authority.approver',
  title: 'Approver may approve',
  description: 'Everybody who approved has the approver’s role and is not the one who proposed.',
  limitKeys: [],
  exemptsReductions: null,
  assess({ input }) {
    const { authority, by, phase, terms } = input;
    if (phase === 'propose') return early;
    const limit = () => `approvers other than ${by.id}`;
    if (authority === undefined || authority === null) return missing('Who approved the order', limit);
    const approvals = approvalsOf(authority, terms.expiresAt);
    if (approvals.length === 0) return missing('Who approved these terms', limit);
    const wrong = approvals.find((approval) => approval.by.role !== 'approver' || approval.by.id === by.id);
    if (wrong !== undefined)
      return deny(
        () => `${wrong.by.id} (${wrong.by.role})`,
        limit,
        wrong.by.id === by.id
          ? 'Whoever proposes does not approve; somebody else has to decide.'
          : 'This needs somebody with the approver’s credential.',
      );
    return pass(
      () => approvals.map((approval) => approval.by.id).join(', '),
      limit,
      'Who approved it may approve.',
    );
  },
});
