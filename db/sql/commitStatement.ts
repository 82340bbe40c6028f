import { CountersignError } from '../../domain/CountersignError.ts';
import { hasCode } from '../hasCode.ts';
import { leaseLost } from '../lease/leaseLost.ts';
import type { ChangeSet, Fence } from '../Repositories.ts';
import { takenPlace } from '../takenPlace.ts';

/** As the function `refuse_commit` raises it. */
const refused = 'CS001';
const uniqueViolation = '23505';

/** The rows of a parameter, which travels as one JSON text: hundreds of parameters would cost this process more. */
const rows = (parameter: number, columns: string) =>
  `json_to_recordset($${parameter}::json) as row(${columns})`;
const keys = (parameter: number) => `(select json_array_elements_text($${parameter}::json))`;

/**
 * Stores a whole change set in one statement, and so in one round trip and one commit. It never differs in its text, so
 * that the server plans it once.
 */
export const commitStatement = `
with fence as (
  select case when $1::text is null or exists (select from leases where account = $1 and epoch = $2::bigint)
              then 0 else refuse_commit('lease.lost') end as passed),
new_machines as (
  insert into machines (account, machine, instance, state, snapshot, revision, created_at, updated_at)
  select account, machine, instance, state, snapshot, revision, created, updated
    from ${rows(3, 'account text, machine text, instance text, state text, snapshot text, revision integer, created bigint, updated bigint')}),
changed_machines as (
  update machines m
     set state = row.state, snapshot = row.snapshot, revision = row.revision, updated_at = row.updated
    from ${rows(4, 'account text, machine text, instance text, state text, snapshot text, revision integer, updated bigint, stored integer')}
   where m.account = row.account and m.machine = row.machine and m.instance = row.instance
     and m.revision = row.stored
  returning 1),
new_fills as (
  insert into fills (account, instrument, id, order_id, side, price, quantity, fee, fee_asset, liquidity, at)
  select account, instrument, id, "order", side, price, quantity, fee, "feeAsset", liquidity, at
    from ${rows(5, 'account text, instrument text, id text, "order" text, side text, price text, quantity text, fee text, "feeAsset" text, liquidity text, at bigint')}),
put_positions as (
  insert into positions (account, instrument, quantity, average_price, realised, fees, opened_at, updated_at)
  select account, instrument, quantity, "averagePrice", realised, fees, "openedAt", "updatedAt"
    from ${rows(6, 'account text, instrument text, quantity text, "averagePrice" text, realised text, fees text, "openedAt" bigint, "updatedAt" bigint')}
  on conflict (account, instrument) do update
    set quantity = excluded.quantity, average_price = excluded.average_price, realised = excluded.realised,
        fees = excluded.fees, opened_at = excluded.opened_at, updated_at = excluded.updated_at),
new_entries as (
  insert into journal (sequence, account, type, subject, actor, at, data, previous, hash)
  select sequence, account, type, subject, actor, at, data, previous, hash
    from ${rows(7, 'sequence bigint, account text, type text, subject text, actor text, at bigint, data text, previous text, hash text')}),
new_effects as (
  insert into outbox (key, account, effect, payload, created_at, available_at, attempts)
  select key, account, effect, payload, "createdAt", "availableAt", attempts
    from ${rows(8, 'key text, account text, effect text, payload text, "createdAt" bigint, "availableAt" bigint, attempts integer')}
  on conflict do nothing),
postponed_effects as (
  update outbox o set available_at = row."availableAt", attempts = o.attempts + 1
    from ${rows(9, 'key text, "availableAt" bigint')} where o.key = row.key),
performed_effects as (delete from outbox where key in ${keys(10)}),
set_timers as (
  insert into timers (id, account, machine, instance, event, due_at)
  select id, account, machine, instance, event, "dueAt"
    from ${rows(11, 'id text, account text, machine text, instance text, event text, "dueAt" bigint')}
  on conflict (id) do update
    set account = excluded.account, machine = excluded.machine, instance = excluded.instance,
        event = excluded.event, due_at = excluded.due_at),
cleared_timers as (delete from timers where id in ${keys(12)}),
new_commands as (
  insert into commands (scope, key, body_hash, result, at)
  select scope, key, "bodyHash", result, at
    from ${rows(13, 'scope text, key text, "bodyHash" text, result text, at bigint')}),
put_marks as (
  insert into marks (account, at, equity)
  select account, at, equity from ${rows(14, 'account text, at bigint, equity text')}
  on conflict (account, at) do update set equity = excluded.equity)
select passed,
       case when (select count(*) from changed_machines) = $15::bigint
            then 0 else refuse_commit('db.staleRevision') end as unchanged
  from fence`;

/** The parameters of `commitStatement`. */
export function commitValues(changes: ChangeSet, fence: Fence | undefined): (string | null)[] {
  const { machines, fills, positions, journal, outbox, timers, commands, marks } = changes;
  const stored = machines.map(({ record, storedRevision }) => ({
    ...{ account: record.account, machine: record.machine, instance: record.instance, state: record.state },
    snapshot: JSON.stringify(record.snapshot),
    ...{ revision: record.revision, created: record.createdAt, updated: record.updatedAt },
    stored: storedRevision,
  }));
  const known = stored.filter((row) => row.stored > 0);
  return [
    ...[fence?.account ?? null, fence ? String(fence.epoch) : null],
    ...[JSON.stringify(stored.filter((row) => row.stored === 0)), JSON.stringify(known)],
    ...[JSON.stringify(fills), JSON.stringify(positions)],
    withText(journal, ({ actor, data }) => ({ actor: JSON.stringify(actor), data: JSON.stringify(data) })),
    withText(outbox.add, ({ payload }) => ({ payload: JSON.stringify(payload) })),
    ...[JSON.stringify(outbox.postpone), JSON.stringify(outbox.done)],
    withText(timers.set, ({ event }) => ({ event: JSON.stringify(event) })),
    JSON.stringify(timers.clear),
    withText(commands, ({ result }) => ({ result: JSON.stringify(result ?? null) })),
    ...[JSON.stringify(marks), String(known.length)],
  ];
}

/** JSON that is kept as text is a text within the JSON of its row. */
function withText<Row extends object>(all: readonly Row[], text: (row: Row) => object): string {
  return JSON.stringify(all.map((row) => ({ ...row, ...text(row) })));
}

/** What a refused commit means; any other fault is returned as it is. */
export function explainCommit(fault: unknown, fence: Fence | undefined): unknown {
  if (hasCode(fault, uniqueViolation)) return takenPlace('Something of this commit', fault);
  if (!hasCode(fault, refused) || !(fault instanceof Error)) return fault;
  if (fence && fault.message.includes('lease.lost')) return leaseLost(fence.account);
  return new CountersignError('db.staleRevision', 'A machine was changed by somebody else', { cause: fault });
}
