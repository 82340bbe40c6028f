import { z } from 'zod';
import type { JournalRepository } from '../../db/Repositories.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { ProposalId } from '../../domain/ids.ts';
import type { Proposal } from '../../domain/Proposal.ts';
import { journalledVerdict, type Verdict } from '../../domain/Verdict.ts';
import type { Desk } from '../Desk.ts';
import { newestRevision } from './toProposalView.ts';

/** How many verdicts are kept in memory, the newest. */
const kept = 500;
const known = new WeakMap<Desk, Map<string, Verdict>>();

const revised = z.object({ revision: z.object({ number: z.int() }) });
const assessed = z.object({ verdict: journalledVerdict });
/** As entries were written while revisions had the words as well. */
const assessedEarlier = z.object({ revision: z.object({ verdict: journalledVerdict }) });

/** Keeps a verdict from having to be read from the journal for as long as it is among the newest. */
export function rememberVerdict(desk: Desk, proposal: ProposalId, revision: number, told: Verdict): void {
  const verdicts = known.get(desk) ?? new Map<string, Verdict>();
  known.set(desk, verdicts);
  verdicts.set(`${proposal}/${revision}`, told);
  for (const oldest of verdicts.keys()) {
    if (verdicts.size <= kept) return;
    verdicts.delete(oldest);
  }
}

/** What the gate said of a proposal's newest revision, every check in words. */
export async function readVerdict(
  desk: Desk,
  journal: Pick<JournalRepository, 'list'>,
  proposal: Proposal,
): Promise<Verdict> {
  const { number } = newestRevision(proposal);
  const remembered = known.get(desk)?.get(`${proposal.id}/${number}`);
  if (remembered) return remembered;
  const entries = await journal.list({ subject: proposal.id, types: ['proposal.assessed'] });
  const entry = entries.find(({ data }) => revised.safeParse(data).data?.revision.number === number);
  const found =
    assessed.safeParse(entry?.data).data?.verdict ??
    assessedEarlier.safeParse(entry?.data).data?.revision.verdict;
  if (!found) {
    throw new CountersignError(
      'journal.incomplete',
      `The journal does not say how the gate ruled on revision ${number} of ${proposal.id}, so it cannot be shown. Nothing was sent. Run countersign audit verify.`,
    );
  }
  rememberVerdict(desk, proposal.id, number, found);
  return found;
}
