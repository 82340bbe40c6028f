import type { ChangeSet } from '../Repositories.ts';
import { repeatedKey } from '../repeatedKey.ts';
import { staleRevision } from '../staleRevision.ts';
import { takenPlace } from '../takenPlace.ts';
import { freeze } from './freeze.ts';
import { keep } from './keep.ts';
import type { MemoryState } from './MemoryState.ts';

const keyOf = (...parts: string[]) => parts.join('\n');

/** Changes the state itself, once it is sure that all of the change set fits. */
export function commitToMemory(state: MemoryState, changes: ChangeSet): void {
  requireFit(state, changes);
  const { machines, fills, positions, journal, outbox, timers, commands, marks } = changes;
  for (const { record } of machines)
    state.machines.set(keyOf(record.account, record.machine, record.instance), keep(record));
  for (const fill of fills) state.fills.set(keyOf(fill.account, fill.instrument, fill.id), keep(fill));
  for (const position of positions)
    state.positions.set(keyOf(position.account, position.instrument), keep(position));
  state.journal.push(...journal.map(({ entry }) => freeze(entry)));
  for (const row of outbox.add) if (!state.outbox.has(row.key)) state.outbox.set(row.key, keep(row));
  for (const { key, availableAt } of outbox.postpone) {
    const row = state.outbox.get(key);
    if (row) state.outbox.set(key, keep({ ...row, availableAt, attempts: row.attempts + 1 }));
  }
  for (const key of outbox.done) state.outbox.delete(key);
  for (const row of timers.set) state.timers.set(row.id, keep(row));
  for (const id of timers.clear) state.timers.delete(id);
  for (const { scope, key, bodyHash, result } of commands)
    state.commands.set(keyOf(scope, key), keep({ bodyHash, result: result ?? null }));
  for (const mark of marks) state.marks.set(keyOf(mark.account, String(mark.at)), keep(mark));
}

function requireFit(state: MemoryState, { machines, fills, journal, commands }: ChangeSet): void {
  for (const { record, storedRevision } of machines) {
    const stored = state.machines.get(keyOf(record.account, record.machine, record.instance));
    if ((stored?.revision ?? 0) !== storedRevision) throw staleRevision(record);
  }
  for (const fill of fills)
    if (state.fills.has(keyOf(fill.account, fill.instrument, fill.id))) throw takenPlace(`Fill ${fill.id}`);
  const last = state.journal.at(-1)?.sequence ?? 0;
  for (const [
    index,
    {
      entry: { sequence },
    },
  ] of journal.entries())
    if (sequence !== last + index + 1) throw takenPlace(`Journal entry ${sequence}`);
  for (const { scope, key } of commands)
    if (state.commands.has(keyOf(scope, key))) throw repeatedKey(scope, key);
}
