import type { JournalEntry } from '../../domain/JournalEntry.ts';
import { alerts, deskState, fills, orders, portfolio, risk } from './desk.ts';
import { loadProposal, proposals } from './proposals.ts';

/** Which views may have changed when something of this kind is journalled. */
const affected: Record<string, { refresh(): void }[]> = {
  proposal: [proposals, deskState, risk],
  order: [orders, proposals, risk, portfolio],
  fill: [fills, orders, portfolio, risk, proposals],
  position: [portfolio, risk],
  portfolio: [portfolio, risk],
  guardian: [risk, deskState, proposals],
  kill: [risk, deskState, orders, portfolio, proposals],
  alert: [alerts],
};

const listeners = new Set<(entry: JournalEntry) => void>();

export function receiveJournal(entry: JournalEntry): void {
  const kind = entry.type.split('.')[0] ?? '';
  for (const resource of affected[kind] ?? []) resource.refresh();
  if (kind === 'proposal') loadProposal(entry.subject).catch(() => proposals.refresh());
  for (const listener of [...listeners]) listener(entry);
}

/** Calls back on every journal entry that arrives, until the returned function is called. */
export function onJournal(listener: (entry: JournalEntry) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
