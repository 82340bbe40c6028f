import type { Decision } from '../../domain/Proposal.ts';
import type { RiskAuthority } from './RiskInput.ts';

/** Approvals of exactly the revision under assessment, oldest first; those given after its expiry do not count. */
export function approvalsOf(authority: RiskAuthority, expiresAt: number): Decision[] {
  return authority.decisions.filter(
    ({ decision, revision, hash, at }) =>
      decision === 'approve' && revision === authority.revision && hash === authority.hash && at < expiresAt,
  );
}
