import type { Evidence } from '../domain/Evidence.ts';
import type { Desk } from './Desk.ts';

/** Stores a tool result before a model sees it. */
export async function storeEvidence(desk: Desk, evidence: Evidence): Promise<void> {
  const { id, run, observedAt, ...rest } = evidence;
  await desk.documents.put('evidence', {
    id,
    group: run,
    at: observedAt,
    text: `${rest.tool} ${rest.source} ${rest.figures.map(({ name, value }) => `${name} ${value}`).join(' ')}`,
    body: evidence,
  });
}
