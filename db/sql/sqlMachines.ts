import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import { accountId } from '../../domain/ids.ts';
import type { MachineRecord, MachineRepository } from '../Repositories.ts';
import { machines } from '../schema.ts';
import { staleRevision } from '../staleRevision.ts';
import { noLimit } from './noLimit.ts';
import type { SqlSession } from './SqlSession.ts';

export function sqlMachines(session: SqlSession): MachineRepository {
  return {
    async get({ account, machine, instance }) {
      const [row] = await session
        .select()
        .from(machines)
        .where(
          and(eq(machines.account, account), eq(machines.machine, machine), eq(machines.instance, instance)),
        );
      return row && toRecord(row);
    },
    async put(record) {
      const stored =
        record.revision === 1
          ? await session
              .insert(machines)
              .values(record)
              .onConflictDoNothing()
              .returning({ revision: machines.revision })
          : await session
              .update(machines)
              .set({
                state: record.state,
                snapshot: record.snapshot,
                revision: record.revision,
                updatedAt: record.updatedAt,
              })
              .where(
                and(
                  eq(machines.account, record.account),
                  eq(machines.machine, record.machine),
                  eq(machines.instance, record.instance),
                  eq(machines.revision, record.revision - 1),
                ),
              )
              .returning({ revision: machines.revision });
      if (stored.length === 0) throw staleRevision(record);
    },
    async list({ account, machine, states, limit, before }) {
      const rows = await session
        .select()
        .from(machines)
        .where(
          and(
            eq(machines.account, account),
            eq(machines.machine, machine),
            states && inArray(machines.state, [...states]),
            before === undefined ? undefined : lt(machines.createdAt, before),
          ),
        )
        .orderBy(desc(machines.createdAt), desc(machines.instance))
        .limit(limit ?? noLimit);
      return rows.map(toRecord);
    },
  };
}

function toRecord(row: typeof machines.$inferSelect): MachineRecord {
  return { ...row, account: accountId.parse(row.account) };
}
