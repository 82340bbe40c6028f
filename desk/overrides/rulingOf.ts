import type { Actor } from '../../domain/actor.ts';
import { decimal } from '../../domain/decimal.ts';
import type { OverrideKind } from '../../domain/Override.ts';
import type { ProposalTerms, Revision } from '../../domain/Proposal.ts';
import type { ProposalState } from '../machineStates.ts';
import { newestRevision } from '../read/toProposalView.ts';

/** How a proposal was overruled: which revision was asked for, what was sent instead, who ruled and when. */
export type Ruling = {
  kind: OverrideKind;
  asked: Revision;
  edited: Revision | null;
  decidedBy: Actor | null;
  decidedAt: number;
  reason: string | null;
};

/** The ruling on a proposal as it stands; `followed` when it is not overruled, or not any more. */
export function rulingOf({ proposal, status }: ProposalState): Ruling {
  const newest = newestRevision(proposal);
  const last = (kind: string) => proposal.decisions.findLast(({ decision }) => decision === kind);
  const ruling = (over: Partial<Ruling>): Ruling => ({
    ...{ kind: 'followed', asked: newest, edited: null },
    ...{ decidedBy: null, decidedAt: newest.at, reason: null },
    ...over,
  });
  switch (status) {
    case 'declined': {
      const decline = last('decline');
      return ruling({
        kind: 'declined',
        decidedBy: decline?.by ?? null,
        decidedAt: decline?.at ?? newest.at,
        reason: decline?.reason ?? null,
      });
    }
    case 'expired':
      return ruling({ kind: 'expired', decidedAt: proposal.decisions.at(-1)?.at ?? proposal.expiresAt });
    case 'denied':
      return ruling({ kind: 'denied' });
    case 'cleared': {
      const [original] = proposal.revisions;
      const edit = last('edit');
      if (!original?.verdict.allowed || !edit || isSame(original.terms, newest.terms)) return ruling({});
      return ruling({
        kind: 'edited',
        asked: original,
        edited: newest,
        decidedBy: edit.by,
        decidedAt: last('approve')?.at ?? newest.at,
        reason: edit.reason,
      });
    }
    default:
      return ruling({});
  }
}

/** A refresh makes a new revision too, and takes the cap of a market order anew; that alone is no edit. */
function isSame(one: ProposalTerms, other: ProposalTerms): boolean {
  return (
    decimal(one.quantity).eq(decimal(other.quantity)) &&
    one.stop === other.stop &&
    one.target === other.target &&
    (one.type === 'market' || one.priceCap === other.priceCap)
  );
}
