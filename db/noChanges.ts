import type { ChangeSet } from './Repositories.ts';

/** A change set to be filled in. */
export const noChanges: ChangeSet = {
  machines: [],
  fills: [],
  positions: [],
  journal: [],
  outbox: { add: [], postpone: [], done: [] },
  timers: { set: [], clear: [] },
  commands: [],
  marks: [],
};
