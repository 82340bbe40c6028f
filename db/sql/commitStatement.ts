import { CountersignError } from '../../domain/CountersignError.ts';
import { hasCode } from '../hasCode.ts';
import { leaseLost } from '../lease/leaseLost.ts';
import type { ChangeSet, Fence } from '../Repositories.ts';
import { takenPlace } from '../takenPlace.ts';

/** As the function `refuse_commit` raises it. */
const refused = 'CS001';
const uniqueViolation = '23505';

/** Between texts; JSON writes it escaped, so none holds it. */
const separator = '\u001e';

/** The rows of a parameter, which travels as one JSON text: hundreds of parameters would cost this process more. */
const rows = (parameter: number, columns: string) =>
  `json_to_recordset($${parameter}::json) as row(${columns})`;
/**
 * Rows with columns that are JSON kept as text. Those travel in parameters of their own, the following ones, one text
 * after the other: within the JSON of their rows every quote in them would have to be escaped here and read there.
 */
const rowsWithTexts = (parameter: number, columns: string, ...texts: string[]) => {
  const names = columns.split(', ').map((column) => column.slice(0, column.lastIndexOf(' ')));
  const lists = texts.map((_, index) => `string_to_table($${parameter + 1 + index}, U&'\\001E')`);
  return `rows from (json_to_recordset($${parameter}::json) as (${columns}), ${lists.join(', ')}) as row(${[...names, ...texts].join(', ')})`;
};
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
    from ${rowsWithTexts(3, 'account text, machine text, instance text, state text, revision integer, created bigint, updated bigint', 'snapshot')}),
changed_machines as (
  update machines m
     set state = row.state, snapshot = row.snapshot, revision = row.revision, updated_at = row.updated
    from ${rowsWithTexts(5, 'account text, machine text, instance text, state text, revision integer, updated bigint, stored integer', 'snapshot')}
   where m.account = row.account and m.machine = row.machine and m.instance = row.instance
     and m.revision = row.stored
  returning 1),
new_fills as (
  insert into fills (account, instrument, id, order_id, side, price, quantity, fee, fee_asset, liquidity, at)
  select account, instrument, id, "order", side, price, quantity, fee, "feeAsset", liquidity, at
    from ${rows(7, 'account text, instrument text, id text, "order" text, side text, price text, quantity text, fee text, "feeAsset" text, liquidity text, at bigint')}),
put_positions as (
  insert into positions (account, instrument, quantity, average_price, realised, fees, opened_at, updated_at)
  select account, instrument, quantity, "averagePrice", realised, fees, "openedAt", "updatedAt"
    from ${rows(8, 'account text, instrument text, quantity text, "averagePrice" text, realised text, fees text, "openedAt" bigint, "updatedAt" bigint')}
  on conflict (account, instrument) do update
    set quantity = excluded.quantity, average_price = excluded.average_price, realised = excluded.realised,
        fees = excluded.fees, opened_at = excluded.opened_at, updated_at = excluded.updated_at),
new_entries as (
  insert into journal (sequence, account, type, subject, actor, at, data, previous, hash)
  select sequence, account, type, subject, actor, at, data, previous, hash
    from ${rowsWithTexts(9, 'sequence bigint, account text, type text, subject text, at bigint, previous text, hash text', 'actor', 'data')}),
new_effects as (
  insert into outbox (key, account, effect, payload, created_at, available_at, attempts)
  select key, account, effect, payload, "createdAt", "availableAt", attempts
    from ${rowsWithTexts(12, 'key text, account text, effect text, "createdAt" bigint, "availableAt" bigint, attempts integer', 'payload')}
  on conflict do nothing),
postponed_effects as (
  update outbox o set available_at = row."availableAt", attempts = o.attempts + 1
    from ${rows(14, 'key text, "availableAt" bigint')} where o.key = row.key),
performed_effects as (delete from outbox where key in ${keys(15)}),
set_timers as (
  insert into timers (id, account, machine, instance, event, due_at)
  select id, account, machine, instance, event, "dueAt"
    from ${rowsWithTexts(16, 'id text, account text, machine text, instance text, "dueAt" bigint', 'event')}
  on conflict (id) do update
    set account = excluded.account, machine = excluded.machine, instance = excluded.instance,
        event = excluded.event, due_at = excluded.due_at),
cleared_timers as (delete from timers where id in ${keys(18)}),
new_commands as (
  insert into commands (scope, key, body_hash, result, at)
  select scope, key, "bodyHash", result, at
    from ${rowsWithTexts(19, 'scope text, key text, "bodyHash" text, at bigint', 'result')}),
put_marks as (
  insert into marks (account, at, equity)
  select account, at, equity from ${rows(21, 'account text, at bigint, equity text')}
  on conflict (account, at) do update set equity = excluded.equity)
select passed,
       case when (select count(*) from changed_machines) = $22::bigint
            then 0 else refuse_commit('db.staleRevision') end as unchanged
  from fence`;

/** The parameters of `commitStatement`. */
export function commitValues(changes: ChangeSet, fence: Fence | undefined): (string | null)[] {
  const { machines, fills, positions, journal, outbox, timers, commands, marks } = changes;
  const known = machines.filter(({ storedRevision }) => storedRevision > 0);
  return [
    ...[fence?.account ?? null, fence ? String(fence.epoch) : null],
    ...machineRows(machines.filter(({ storedRevision }) => storedRevision === 0)),
    ...machineRows(known),
    ...[JSON.stringify(fills), JSON.stringify(positions)],
    JSON.stringify(journal.map(({ entry: { actor: _, data: __, ...row } }) => row)),
    ...[textsOf(journal, ({ actor }) => actor), textsOf(journal, ({ data }) => data)],
    JSON.stringify(outbox.add.map(({ payload: _, ...row }) => row)),
    textsOf(outbox.add, ({ payload }) => JSON.stringify(payload)),
    ...[JSON.stringify(outbox.postpone), JSON.stringify(outbox.done)],
    JSON.stringify(timers.set.map(({ event: _, ...row }) => row)),
    textsOf(timers.set, ({ event }) => JSON.stringify(event)),
    JSON.stringify(timers.clear),
    JSON.stringify(commands.map(({ result: _, ...row }) => row)),
    textsOf(commands, ({ result }) => JSON.stringify(result ?? null)),
    ...[JSON.stringify(marks), String(known.length)],
  ];
}

function machineRows(machines: ChangeSet['machines']): [string, string] {
  const rows = machines.map(({ record, storedRevision: stored }) => {
    const { account, machine, instance, state, revision, createdAt: created, updatedAt: updated } = record;
    return { account, machine, instance, state, revision, created, updated, stored };
  });
  return [JSON.stringify(rows), textsOf(machines, ({ record }) => JSON.stringify(record.snapshot))];
}

function textsOf<Row>(all: readonly Row[], text: (row: Row) => string): string {
  return all.map(text).join(separator);
}

/** What a refused commit means; any other fault is returned as it is. */
export function explainCommit(fault: unknown, fence: Fence | undefined): unknown {
  if (hasCode(fault, uniqueViolation)) return takenPlace('Something of this commit', fault);
  if (!hasCode(fault, refused) || !(fault instanceof Error)) return fault;
  if (fence && fault.message.includes('lease.lost')) return leaseLost(fence.account);
  return new CountersignError('db.staleRevision', 'A machine was changed by somebody else', { cause: fault });
}
