import { type Evidence, evidence } from '../../domain/Evidence.ts';
import type { EvidenceId } from '../../domain/ids.ts';
import type { Desk } from '../Desk.ts';

/** A stored tool result by the id that was cited; undefined when there is none. */
export async function readEvidence(desk: Desk, id: EvidenceId): Promise<Evidence | undefined> {
  const document = await desk.documents.get('evidence', id);
  return document && evidence.parse(document.body);
}
