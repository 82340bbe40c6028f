import { CountersignError } from '../domain/CountersignError.ts';
import type { MachineRecord } from './Repositories.ts';

/** The stored revision is not the one that a write was made from. */
export function staleRevision({ machine, instance, revision }: MachineRecord): CountersignError {
  return new CountersignError('db.staleRevision', `${machine} ${instance} was changed by somebody else`, {
    context: { machine, instance, revision },
  });
}
