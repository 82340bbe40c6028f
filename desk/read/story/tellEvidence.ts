import type { DocumentStore } from '../../../db/Repositories.ts';
import { type Evidence, evidence } from '../../../domain/Evidence.ts';
import { evidenceHash } from '../../../domain/evidenceHash.ts';
import type { JournalEntry } from '../../../domain/JournalEntry.ts';
import { proposalFacts } from './facts.ts';
import { short, time } from './print.ts';
import type { Told } from './Told.ts';

const most = 200;

/**
 * What the run had read when it proposed, oldest first: every tool call with its arguments, and of those that the
 * proposal leans on, whether the stored body is still the one that the journal sealed.
 */
export async function tellEvidence(documents: DocumentStore, created: JournalEntry): Promise<Told[]> {
  const facts = proposalFacts.safeParse(created.data.input).data;
  if (!facts) return [];
  const stored = facts.run ? await documents.find('evidence', { group: facts.run, limit: most }) : [];
  const bodies = new Map(
    stored.flatMap(({ body }) => {
      const parsed = evidence.safeParse(body);
      return parsed.success ? [[parsed.data.id, parsed.data] as const] : [];
    }),
  );
  const cited = facts.evidence.map((ref) => {
    const body = bodies.get(ref.id);
    bodies.delete(ref.id);
    return {
      kind: 'evidence' as const,
      at: ref.exchangeTime ?? ref.observedAt,
      text: `${ref.id}: ${ref.tool} read “${ref.summary}” from ${ref.source}${ref.trusted ? '' : ' (untrusted text)'}; the proposal leans on it.`,
      details: [
        ref.exchangeTime === null
          ? `the source gives no time; read at ${time(ref.observedAt)}`
          : `exchange time ${time(ref.exchangeTime)}, read at ${time(ref.observedAt)}`,
        ...(body ? [`asked with ${JSON.stringify(body.arguments)}`] : []),
        seal(ref.hash, body),
      ],
    };
  });
  const others = [...bodies.values()]
    .filter(({ observedAt }) => observedAt <= created.at)
    .map((body) => ({
      kind: 'evidence' as const,
      at: body.exchangeTime ?? body.observedAt,
      text: `${body.id}: ${body.tool} was called in the same run, source ${body.source}.`,
      details: [`asked with ${JSON.stringify(body.arguments)}`, `read at ${time(body.observedAt)}`],
    }));
  return [...cited, ...others].sort((a, b) => a.at - b.at);
}

function seal(sealed: string | undefined, body: Evidence | undefined): string {
  if (!body) return 'its body is not stored any more';
  if (sealed === undefined) return 'its body is stored; the journal did not seal evidence then';
  const { id: _, hash: __, ...content } = body;
  return evidenceHash(content) === sealed
    ? `its body is stored and unchanged, hash ${short(sealed)}`
    : `✗ its stored body was changed: the journal sealed it with hash ${short(sealed)}`;
}
