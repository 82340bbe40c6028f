import { deny, missing, notApplicable, pass } from '../answers.ts';
import { approvalsOf } from '../approvals.ts';
import { defineCheck } from '../RiskCheck.ts';

const early = notApplicable('Nobody can have approved it yet.');

export const authorityApproval = defineCheck({
  code: 'authority.approval',
  title: 'Approval valid',
  description:
    'When deciding and just before sending, exactly this revision of the terms has been approved before its expiry, and nothing was decided since.',
  limitKeys: [],
  exemptsReductions: null,
  assess({ input }) {
    const { authority, phase, terms } = input;
    if (phase === 'propose') return early;
    const limit = () => `an approval of revision ${authority?.revision ?? '?'}`;
    if (authority === undefined || authority === null) return missing('Who approved the order', limit);
    const approval = approvalsOf(authority, terms.expiresAt).at(-1);
    const last = authority.decisions.at(-1);
    if (approval === undefined)
      return deny(
        last === undefined ? 'no decision' : () => `${last.decision} of revision ${last.revision}`,
        limit,
        'Nobody has approved these terms as they stand; look at them and decide.',
      );
    if (last !== undefined && last.decision !== 'approve')
      return deny(
        () => `approved, then ${last.decision} of revision ${last.revision}`,
        limit,
        'The approval was followed by another decision and no longer holds; look at the proposal and decide again.',
      );
    return pass(() => `approved by ${approval.by.id}`, limit, 'The terms were approved as they stand.');
  },
});
