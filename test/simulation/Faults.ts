/** What becomes of a request that places an order, and of the answer to it. */
export type SendFault =
  | { kind: 'requestLost' }
  | { kind: 'replyLost' }
  /** The connection breaks at once; the request arrives this much later. */
  | { kind: 'brokenThenArrives'; ms: number }
  /** The request hangs somewhere and arrives this much later. */
  | { kind: 'arrivesLate'; ms: number }
  | { kind: 'replyLate'; ms: number }
  | { kind: 'rateLimited' }
  | { kind: 'rejected' }
  | { kind: 'overloaded' };

export type DatabaseFault = 'failsBeforeCommit' | 'failsAfterCommit';

export const endpoints = [
  'connect',
  'fetchTime',
  'fetchQuote',
  'fetchBook',
  'fetchBars',
  'cancelOrder',
  'fetchOrder',
  'fetchOpenOrders',
  'fetchFills',
  'fetchBalances',
] as const;
export type Endpoint = (typeof endpoints)[number];

/** What tells of the account itself. */
export const privateEndpoints: readonly Endpoint[] = [
  'cancelOrder',
  'fetchOrder',
  'fetchOpenOrders',
  'fetchFills',
  'fetchBalances',
];

/** Everything that is wrong at present between the desk and the world. */
export class Faults {
  /** What becomes of the next sends, first come first served. */
  readonly sends: SendFault[] = [];
  /** The next so many stops are rejected. */
  rejectStops = 0;
  readonly outages = new Set<Endpoint>();
  /** Cancels that are taken while their answer is lost. */
  loseCancelReplies = 0;
  /** Cancels that are acknowledged and not carried out. */
  ignoreCancels = 0;
  readonly database: DatabaseFault[] = [];
  databaseMs = 0;
  /** Longest way of a packet in one direction. */
  latencyMs = 20;
  /** How old what the venue's reads show may be. */
  readLagMs = 0;
  /** Streams say nothing, and nobody is told that they do not. */
  silent: 'none' | 'account' | 'all' = 'none';
  disorderly = false;
  /** Share of stream events that come twice. */
  repeats = 0;
  /** The next fills come with another content first or afterwards. */
  conflicts = 0;
  /** The clock of the desk's machine minus the true time, in milliseconds. */
  clockErrorMs = 0;

  /** Whether nothing is wrong at present. */
  get none(): boolean {
    const cancels = this.loseCancelReplies + this.ignoreCancels;
    const isQueued = this.sends.length + this.rejectStops + cancels + this.database.length > 0;
    const isOut = this.outages.size > 0 || this.silent !== 'none';
    const isLate = this.databaseMs > 0 || this.latencyMs > 20 || this.readLagMs > 0;
    const isConfused = this.disorderly || this.repeats > 0 || this.conflicts > 0 || this.clockErrorMs !== 0;
    return !(isQueued || isOut || isLate || isConfused);
  }

  /** Whether the cancel that has just arrived is one that is not carried out. */
  ignoresCancel(): boolean {
    if (this.ignoreCancels === 0) return false;
    this.ignoreCancels -= 1;
    return true;
  }

  /** Everything works again; the clock is set right. */
  heal(): void {
    this.sends.length = 0;
    this.rejectStops = 0;
    this.outages.clear();
    this.loseCancelReplies = 0;
    this.ignoreCancels = 0;
    this.database.length = 0;
    this.databaseMs = 0;
    this.latencyMs = 20;
    this.readLagMs = 0;
    this.silent = 'none';
    this.disorderly = false;
    this.repeats = 0;
    this.conflicts = 0;
    this.clockErrorMs = 0;
  }
}
