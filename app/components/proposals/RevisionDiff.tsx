import type { ProposalTerms } from '../../../domain/Proposal.ts';
import type { ProposalView } from '../../../domain/views.ts';
import { byStep } from '../../lib/format.ts';
import { actorWords } from '../../lib/words.ts';
import { checkName } from './checkName.ts';
import type { Steps } from './steps.ts';

type Change = { term: string; before: string; after: string };

/** What the last edit changed, and what the gate now says of it. */
export function RevisionDiff({ proposal, steps }: { proposal: ProposalView; steps: Steps }) {
  const [before, after] = proposal.revisions.slice(-2);
  if (!before || !after) return null;
  const changes = changesOf(before.terms, after.terms, steps);
  const verdict = (allowed: boolean) => (allowed ? 'passes the gate' : 'denied by the gate');
  return (
    <section
      aria-label={`Changes in revision ${after.number}`}
      className="mx-4 mt-3 rounded-lg border border-line-strong bg-raised px-3 py-2.5 text-xs"
    >
      <p className="font-medium">
        Revision {after.number} by {actorWords(after.by)}
        <span className="font-normal text-muted">
          {' '}
          · rev {before.number} {verdict(before.verdict.allowed)} → now{' '}
        </span>
        <span className={after.verdict.allowed ? 'text-good' : 'text-danger'}>
          {verdict(after.verdict.allowed)}
        </span>
      </p>
      {changes.length > 0 ? (
        <dl className="mt-1.5 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
          {changes.map((change) => (
            <div key={change.term} className="contents">
              <dt className="text-muted">{change.term}</dt>
              <dd>
                <del className="text-faint">{change.before}</del> <span aria-hidden>→</span>{' '}
                <ins className="font-medium no-underline">{change.after}</ins>
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="mt-1 text-muted">
          Same order; only the price reference and the limits were taken anew.
        </p>
      )}
      {proposal.verdict.checks
        .filter((check) => check.outcome === 'deny')
        .map((check) => (
          <p key={check.code} className="mt-1 text-danger">
            <span aria-hidden>✗ </span>
            {checkName(check.code)}: {check.observed} (allowed {check.limit})
          </p>
        ))}
      <p className="mt-1.5 text-muted">Earlier approvals do not count for this revision.</p>
    </section>
  );
}

function changesOf(before: ProposalTerms, after: ProposalTerms, steps: Steps): Change[] {
  const price = (value: string | null) => (value === null ? 'none' : byStep(value, steps.priceTick));
  const rows: Change[] = [
    {
      term: 'Quantity',
      before: byStep(before.quantity, steps.quantityStep),
      after: byStep(after.quantity, steps.quantityStep),
    },
    {
      term: after.type === 'limit' ? 'Limit' : 'Price cap',
      before: price(before.priceCap),
      after: price(after.priceCap),
    },
    { term: 'Stop', before: price(before.stop), after: price(after.stop) },
    { term: 'Target', before: price(before.target), after: price(after.target) },
  ];
  return rows.filter((row) => row.before !== row.after);
}
