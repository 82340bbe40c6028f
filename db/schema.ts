import { sql } from 'drizzle-orm';
import { bigint, customType, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** JSON kept as text: comes back exactly as it went in, which a hash chain needs, and takes every string. */
const jsonText = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => JSON.parse(value) as unknown,
});
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
const epoch = (name: string) => bigint(name, { mode: 'number' });

export const machines = pgTable(
  'machines',
  {
    account: text().notNull(),
    machine: text().notNull(),
    instance: text().notNull(),
    state: text().notNull(),
    snapshot: jsonText().notNull(),
    revision: integer().notNull(),
    createdAt: epoch('created_at').notNull(),
    updatedAt: epoch('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.account, table.machine, table.instance] }),
    // Neither begins as the key does: what looks for one machine must never be planned to go through all of a kind.
    index('machines_by_state').on(table.state, table.account, table.machine),
    index('machines_by_creation').on(table.createdAt, table.account, table.machine),
  ],
);

export const fills = pgTable(
  'fills',
  {
    account: text().notNull(),
    instrument: text().notNull(),
    id: text().notNull(),
    order: text('order_id').notNull(),
    side: text().notNull(),
    price: text().notNull(),
    quantity: text().notNull(),
    fee: text().notNull(),
    feeAsset: text('fee_asset').notNull(),
    liquidity: text().notNull(),
    at: epoch('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.account, table.instrument, table.id] }),
    index('fills_by_time').on(table.account, table.at),
    index('fills_by_order').on(table.order),
  ],
);

export const positions = pgTable(
  'positions',
  {
    account: text().notNull(),
    instrument: text().notNull(),
    quantity: text().notNull(),
    averagePrice: text('average_price').notNull(),
    realised: text().notNull(),
    fees: text().notNull(),
    openedAt: epoch('opened_at'),
    updatedAt: epoch('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.account, table.instrument] })],
);

export const journal = pgTable(
  'journal',
  {
    sequence: epoch('sequence').primaryKey(),
    account: text().notNull(),
    type: text().notNull(),
    subject: text().notNull(),
    actor: jsonText().notNull(),
    at: epoch('at').notNull(),
    data: jsonText().notNull(),
    previous: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [index('journal_by_subject').on(table.subject), index('journal_by_type').on(table.type)],
);

export const outbox = pgTable(
  'outbox',
  {
    key: text().primaryKey(),
    account: text().notNull(),
    effect: text().notNull(),
    payload: jsonText().notNull(),
    createdAt: epoch('created_at').notNull(),
    availableAt: epoch('available_at').notNull(),
    attempts: integer().notNull(),
  },
  (table) => [index('outbox_due').on(table.account, table.availableAt)],
);

export const timers = pgTable(
  'timers',
  {
    id: text().primaryKey(),
    account: text().notNull(),
    machine: text().notNull(),
    instance: text().notNull(),
    event: jsonText().notNull(),
    dueAt: epoch('due_at').notNull(),
  },
  (table) => [index('timers_due').on(table.account, table.dueAt)],
);

export const commands = pgTable(
  'commands',
  {
    scope: text().notNull(),
    key: text().notNull(),
    bodyHash: text('body_hash').notNull(),
    result: jsonText().notNull(),
    at: epoch('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.key] })],
);

export const marks = pgTable(
  'marks',
  { account: text().notNull(), at: epoch('at').notNull(), equity: text().notNull() },
  (table) => [primaryKey({ columns: [table.account, table.at] })],
);

/** Who may write and send for an account. `expiresAt` is by the database's own clock. */
export const leases = pgTable('leases', {
  account: text().primaryKey(),
  epoch: epoch('epoch').notNull(),
  holder: text().notNull(),
  expiresAt: epoch('expires_at').notNull(),
});

/** Bars by the thousand: a row holds a line of text for each, see `db/bars/barChunks.ts`. */
export const barChunks = pgTable(
  'bar_chunks',
  {
    source: text().notNull(),
    instrument: text().notNull(),
    length: text().notNull(),
    start: epoch('start_at').notNull(),
    count: integer('bar_count').notNull(),
    first: epoch('first_open').notNull(),
    last: epoch('last_open').notNull(),
    bars: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.instrument, table.length, table.start] })],
);

/** Public trades by the million: a row holds a line of text for each of one second, see `db/trades/tradeChunks.ts`. */
export const tradeChunks = pgTable(
  'trade_chunks',
  {
    source: text().notNull(),
    instrument: text().notNull(),
    start: epoch('start_at').notNull(),
    count: integer('trade_count').notNull(),
    first: epoch('first_at').notNull(),
    last: epoch('last_at').notNull(),
    trades: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.source, table.instrument, table.start] }),
    index('trade_chunks_by_age').on(table.start),
  ],
);

export const documents = pgTable(
  'documents',
  {
    collection: text().notNull(),
    id: text().notNull(),
    group: text('group_id').notNull(),
    at: epoch('at').notNull(),
    /** The words that are searched: without what PostgreSQL's text cannot hold, and not longer than its index takes. */
    words: text().notNull(),
    /** The whole document, exactly. */
    document: jsonText().notNull(),
    search: tsvector().generatedAlwaysAs(sql`to_tsvector('simple', "words")`),
  },
  (table) => [
    primaryKey({ columns: [table.collection, table.id] }),
    index('documents_by_group').on(table.collection, table.group, table.at),
    index('documents_by_text').using('gin', table.search),
  ],
);
