import type { Desk } from '../Desk.ts';
import { fromRecord } from '../machineStates.ts';
import type { Unit } from '../Runtime.ts';

/** The reading part of a unit of work, outside of a transaction. */
export function unitForReads(desk: Desk): Pick<Unit, 'get' | 'repositories'> {
  const repositories = desk.database.read;
  return {
    repositories,
    async get(address) {
      const record = await repositories.machines.get({ account: desk.account, ...address });
      return record && fromRecord(record);
    },
  };
}
