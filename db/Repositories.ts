import type { BarSeries, BarSeriesExtent } from '../domain/bars/BarSeries.ts';
import type { Fill } from '../domain/Fill.ts';
import type { AccountId, EvidenceId, InstrumentId } from '../domain/ids.ts';
import type { JournalEntry, JournalFact } from '../domain/JournalEntry.ts';
import type { Bar } from '../domain/market.ts';
import type { Position } from '../domain/Position.ts';
import type { PublicTrade, TradeSeries, TradeSeriesExtent } from '../domain/trades/PublicTrade.ts';
import type { LinkedEntry } from './linkEntries.ts';

/**
 * The SQL side of the desk. One conformance suite holds for every implementation.
 * A transaction sees its own writes, and either all of it is stored or nothing.
 */
export interface Database {
  /** Reads outside a transaction. */
  readonly read: Repositories;
  /** Runs alone with respect to other transactions of this process. Never nest. */
  transaction<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
  /**
   * Stores what units of work have changed, whole or not at all, in one round trip. Runs alone like a transaction.
   *
   * @throws CountersignError `lease.lost` when the fence's epoch is over; `db.staleRevision`, `db.takenPlace` or
   * `db.repeatedKey` when a machine's revision, a fill, a place in the journal or a command is taken.
   */
  commit(changes: ChangeSet, fence?: Fence): Promise<void>;
  /** Documents in this same database, for desks without a document server. */
  readonly documents: DocumentStore;
  /** What a person should know of it, e.g. `PGlite (embedded)` or `PostgreSQL 18.1`. */
  readonly label: string;
  /** Whether a commit is on disk before it returns. */
  readonly durable: boolean;
  /** Cheap round trip. Throws when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A caller's command as it is remembered. */
export type CommandRow = { scope: string; key: string; bodyHash: string; result: unknown; at: number };

/**
 * Everything that several units of work have changed, each row once and as it is in the end, so that it can be stored
 * in a few statements. Where one row depends on what is stored, that is checked.
 */
export type ChangeSet = {
  /** `storedRevision` is the revision that the database must have: 0 for a machine that is new to it. */
  readonly machines: readonly { record: MachineRecord; storedRevision: number }[];
  /** Executions that are not stored yet. */
  readonly fills: readonly Fill[];
  readonly positions: readonly Position[];
  /** Linked already to the journal's last entry. */
  readonly journal: readonly LinkedEntry[];
  readonly outbox: {
    readonly add: readonly OutboxRow[];
    /** Puts off an effect that was tried. */
    readonly postpone: readonly { key: string; availableAt: number }[];
    readonly done: readonly string[];
  };
  readonly timers: { readonly set: readonly TimerRow[]; readonly clear: readonly string[] };
  /** Keys that are not stored yet. */
  readonly commands: readonly CommandRow[];
  readonly marks: readonly Mark[];
};

/** An account, and the epoch in which it has to be for something to be stored. */
export type Fence = { account: AccountId; epoch: number };

export interface Repositories {
  readonly machines: MachineRepository;
  readonly fills: FillRepository;
  readonly positions: PositionRepository;
  readonly journal: JournalRepository;
  readonly outbox: OutboxRepository;
  readonly timers: TimerRepository;
  readonly commands: CommandRepository;
  readonly marks: MarkRepository;
  readonly leases: LeaseRepository;
  readonly bars: BarRepository;
  readonly trades: TradeRepository;
}

/** A stored machine. `snapshot` is XState's persisted snapshot; `state` its dotted value; `revision` counts commits. */
export type MachineRecord = {
  account: AccountId;
  /** Versioned id, e.g. `proposal@1`. */
  machine: string;
  instance: string;
  state: string;
  snapshot: unknown;
  revision: number;
  createdAt: number;
  updatedAt: number;
};
export type MachineAddress = Pick<MachineRecord, 'account' | 'machine' | 'instance'>;

export interface MachineRepository {
  get(address: MachineAddress): Promise<MachineRecord | undefined>;
  /** Throws `CountersignError('db.staleRevision')` unless the stored revision is `record.revision - 1` (1 inserts). */
  put(record: MachineRecord): Promise<void>;
  /** Newest first by creation. */
  list(filter: {
    account: AccountId;
    machine: string;
    states?: readonly string[];
    limit?: number;
    before?: number;
  }): Promise<MachineRecord[]>;
}

export interface FillRepository {
  get(account: AccountId, instrument: InstrumentId, id: string): Promise<Fill | undefined>;
  /** `same`: stored already with equal content; `conflict`: this id is stored with other content. */
  insert(fill: Fill): Promise<'inserted' | 'same' | 'conflict'>;
  /** Newest first. */
  list(filter: {
    account: AccountId;
    instrument?: InstrumentId;
    order?: string;
    limit?: number;
    since?: number;
  }): Promise<Fill[]>;
}

export interface PositionRepository {
  list(account: AccountId): Promise<Position[]>;
  get(account: AccountId, instrument: InstrumentId): Promise<Position | undefined>;
  put(position: Position): Promise<void>;
}

export interface JournalRepository {
  /** Appends in order and links each to the last; returns them as stored. */
  append(facts: readonly JournalFact[]): Promise<JournalEntry[]>;
  /** Ascending by sequence, starting after `after`. */
  list(filter: {
    after?: number;
    limit?: number;
    types?: readonly string[];
    subject?: string;
    newestFirst?: boolean;
  }): Promise<JournalEntry[]>;
  head(): Promise<{ sequence: number; hash: string }>;
}

/** An effect to perform after commit, at least once, with a stable key. */
export type OutboxRow = {
  key: string;
  account: AccountId;
  effect: string;
  payload: Record<string, unknown>;
  createdAt: number;
  availableAt: number;
  attempts: number;
};

export interface OutboxRepository {
  /** A key that is there already is left as it is. */
  add(rows: readonly OutboxRow[]): Promise<void>;
  /** Oldest first, available at `now`. */
  due(account: AccountId, now: number, limit: number): Promise<OutboxRow[]>;
  /** Forgets an effect that was performed. */
  done(key: string): Promise<void>;
  postpone(key: string, availableAt: number): Promise<void>;
  count(account: AccountId): Promise<number>;
}

/** A stored deadline that becomes an event for a machine. */
export type TimerRow = {
  /** Stable, e.g. `PRP-…/expiry`; setting it again moves it. */
  id: string;
  account: AccountId;
  machine: string;
  instance: string;
  event: { type: string } & Record<string, unknown>;
  dueAt: number;
};

export interface TimerRepository {
  set(row: TimerRow): Promise<void>;
  clear(id: string): Promise<void>;
  due(account: AccountId, now: number, limit: number): Promise<TimerRow[]>;
  next(account: AccountId): Promise<number | undefined>;
}

/** Idempotency of callers: a key is scoped to actor and route and bound to the hash of the body. */
export interface CommandRepository {
  get(scope: string, key: string): Promise<{ bodyHash: string; result: unknown } | undefined>;
  put(scope: string, key: string, bodyHash: string, result: unknown, at: number): Promise<void>;
}

/** Equity over time, for profit of the day, drawdown and the curve. Decimal strings in quote units. */
export type Mark = { account: AccountId; at: number; equity: string };

export interface MarkRepository {
  put(mark: Mark): Promise<void>;
  /** Ascending; of each stretch of `everyMs` the last one. */
  list(account: AccountId, since: number, everyMs: number): Promise<Mark[]>;
  /** The highest since a time. */
  peak(account: AccountId, since: number): Promise<string | undefined>;
  firstSince(account: AccountId, since: number): Promise<Mark | undefined>;
}

/** Sole ownership of an account for a time. The epoch grows each time that it changes hands. */
export type Lease = {
  account: AccountId;
  epoch: number;
  /** Names the process that holds it; see `db/lease/holder.ts`. */
  holder: string;
  /** How long it still lasts by the database's clock, in milliseconds; zero or less once it is over. */
  leftMs: number;
};

export interface LeaseRepository {
  /**
   * Inside a transaction the answer also holds until the transaction ends: whoever takes a lease over waits for those
   * who have read it.
   */
  get(account: AccountId): Promise<Lease | undefined>;
  /** All leases, with everybody else kept from reading or changing one until the transaction ends. */
  lockAll(): Promise<Lease[]>;
  put(lease: Lease): Promise<void>;
  /** Lets a lease last `leftMs` from now, if `epoch` still is the stored one. */
  extend(account: AccountId, epoch: number, leftMs: number): Promise<boolean>;
}

/** Of stored bars: those with from ≤ open ≤ to; at most `limit`, the first ones from `from` on, the last ones without it. */
export type StoredBarRange = { from?: number; to?: number; limit?: number };

/** `different`: bars of a place that is taken by a bar with other numbers. */
export type AddedBars = { added: number; same: number; different: { stored: Bar; found: Bar }[] };

/** Closed bars, kept for good. Missing ones are missing here too. */
export interface BarRepository {
  /** Ascending, with every number as it was written. Throws `DatabaseError` for a stretch that is damaged. */
  list(series: BarSeries, range?: StoredBarRange): Promise<Bar[]>;
  /** Adds checked bars, ascending. What is stored stays as it is, unless `replace`. */
  add(series: BarSeries, bars: readonly Bar[], options?: { replace?: boolean }): Promise<AddedBars>;
  /** What there is. */
  extents(): Promise<BarSeriesExtent[]>;
}

/** `different`: an id that is stored with other content; what is stored was kept. */
export type AddedTrades = { added: number; same: number; different: number };

/** Public trades of exchanges, kept for as long as somebody wants them. Missing ones are missing here too. */
export interface TradeRepository {
  /**
   * Ascending by exchange time, from ≤ time ≤ to. Hold a range short: a busy hour has millions. Throws `DatabaseError`
   * for a stretch that is damaged.
   */
  list(series: TradeSeries, range: { from: number; to: number }): Promise<PublicTrade[]>;
  /** Adds trades in any order. One that is stored stays as it is, so adding twice changes nothing. */
  add(series: TradeSeries, trades: readonly PublicTrade[]): Promise<AddedTrades>;
  /** What there is. */
  extents(): Promise<TradeSeriesExtent[]>;
  /** Forgets all trades before the second that `before` (epoch ms) lies in. */
  forget(before: number): Promise<void>;
}

/** Documents: chat transcripts, evidence bodies, forecasts. MongoDB by URL, one jsonb table otherwise. */
export interface DocumentStore {
  readonly label: string;
  /** Replaces one of the same id. News is forgotten 30 days after its own time. */
  put(collection: DocumentCollection, document: StoredDocument): Promise<void>;
  get(collection: DocumentCollection, id: string): Promise<StoredDocument | undefined>;
  /** Newest first. `text` searches the words of `text`. */
  find(
    collection: DocumentCollection,
    filter: { group?: string; text?: string; limit?: number; before?: number },
  ): Promise<StoredDocument[]>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export type DocumentCollection = 'transcripts' | 'evidence' | 'forecasts' | 'overrides' | 'news';

/** `group` is what documents are listed by (a chat's or run's id); `text` is what is searched. */
export type StoredDocument = {
  id: string | EvidenceId;
  group: string;
  at: number;
  text: string;
  body: Record<string, unknown>;
};
