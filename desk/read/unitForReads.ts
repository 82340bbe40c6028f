import type { Desk } from '../Desk.ts';
import { fromRecord } from '../machineStates.ts';
import type { Unit } from '../Runtime.ts';
import { buildView } from './buildView.ts';

export type UnitForReads = Pick<Unit, 'get' | 'derive' | 'repositories'>;

/** The reading part of a unit of work, outside of a transaction. */
export function unitForReads(desk: Desk): UnitForReads {
  const repositories = desk.database.read;
  return {
    repositories,
    derive: (derivation) => buildView(derivation, repositories, desk.clock.now()),
    async get(address) {
      const record = await repositories.machines.get({ account: desk.account, ...address });
      return record && fromRecord(record);
    },
  };
}
