import type { JournalEntry } from '../../domain/JournalEntry.ts';
import { alerts, deskState, fills, limits, orders, overrides, portfolio, risk } from './desk.ts';
import { loadProposal, proposals } from './proposals.ts';

/** Which views may have changed when something of this kind is journalled. */
const affected: Record<string, { refresh(): void }[]> = {
  proposal: [proposals, deskState, risk, overrides],
  order: [orders, fills, proposals, risk, portfolio],
  fill: [fills, orders, portfolio, risk, proposals],
  position: [portfolio, risk],
  portfolio: [portfolio, risk],
  guardian: [risk, deskState, proposals],
  kill: [risk, deskState, orders, portfolio, proposals],
  limits: [limits, risk, deskState, proposals],
  alert: [alerts],
};

/** Events of the account's own machines, by the first word of their name. */
const machineOf: Record<string, string> = {
  cause: 'guardian',
  operator: 'guardian',
  human: 'guardian',
  entries: 'kill',
  positions: 'kill',
  level: 'kill',
  rearm: 'kill',
};

export function receiveJournal(entry: JournalEntry): void {
  const kind = kindOf(entry);
  for (const resource of affected[kind] ?? []) resource.refresh();
  if (kind === 'proposal') loadProposal(entry.subject).catch(() => proposals.refresh());
}

/** What an entry is about: a machine's events are named after the fact, so its subject tells which machine. */
function kindOf({ type, subject }: JournalEntry): string {
  if (type === 'alert.raised') return 'alert';
  if (subject.startsWith('PRP-')) return 'proposal';
  if (subject.startsWith('ORD-')) return 'order';
  const first = type.split('.')[0] ?? '';
  return machineOf[first] ?? first;
}
