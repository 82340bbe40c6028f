import { createMemoryDatabase } from '../../db/memory/createMemoryDatabase.ts';
import type { Database } from '../../db/Repositories.ts';
import type { Desk } from '../../desk/Desk.ts';
import type { Limits } from '../../domain/Limits.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import type { ProposalView } from '../../domain/views.ts';
import { createDice, type Dice } from './Dice.ts';
import type { LatchFile } from './desk/memoryLatch.ts';
import type { Process } from './desk/Process.ts';
import { type RunningDesk, startDesk } from './desk/startDesk.ts';
import { SimulatedExchange } from './exchange/SimulatedExchange.ts';
import { Faults } from './Faults.ts';
import { checkAcceptance } from './invariants/checkAcceptance.ts';
import { checkSend } from './invariants/checkSend.ts';
import { simulationLimits } from './simulationLimits.ts';
import { VirtualClock } from './VirtualClock.ts';
import type { VenueWorld } from './venue/VenueWorld.ts';

/** One broken invariant. `detail` is for people. */
export type Violation = { step: number; invariant: string; detail: string };

export type WorldOptions = {
  seed: number;
  /** Memory unless given. */
  database?: Database;
  /** Lets everything that is under way come to rest. */
  settle: () => Promise<void>;
};

const firstMoment = Date.UTC(2026, 0, 5, 9);

/** Everything of one run: time, exchange, database, faults, the desks that run and what people have seen and done. */
export class World implements VenueWorld {
  readonly seed: number;
  readonly time: VirtualClock;
  readonly exchange: SimulatedExchange;
  readonly faults = new Faults();
  readonly dice: Dice;
  readonly windowMs: number | null;
  readonly database: Database;
  readonly limits: Limits;
  readonly latch: LatchFile = { state: null };
  /** Every process that was started; the last one is the newest. */
  readonly desks: RunningDesk[] = [];
  /** Number of the process that owns the account. */
  owner = -1;
  /** What people have been shown, newest last. */
  readonly shown: ProposalView[] = [];
  /** Every approval that a person asked for: proposal, revision and hash. */
  readonly approvals = new Set<string>();
  /** When somebody last traded, cancelled or moved coins at the venue by hand. */
  readonly byHand: number[] = [];
  readonly violations: Violation[] = [];
  readonly trace: string[] = [];
  step = 0;
  inFlightUntil = 0;
  /** When the machine last woke up from a sleep. */
  wokeAt = 0;

  constructor({ seed, database, settle }: WorldOptions) {
    this.seed = seed;
    this.dice = createDice(seed, 1);
    this.windowMs = createDice(seed, 5).chance(0.75) ? 5_000 : null;
    this.time = new VirtualClock({ now: firstMoment, settle });
    this.limits = simulationLimits(createDice(seed, 2));
    this.database = database ?? createMemoryDatabase();
    this.exchange = new SimulatedExchange({
      clock: this.time,
      dice: createDice(seed, 3),
      fund: '100000',
    });
  }

  /** The newest process. */
  get current(): RunningDesk | undefined {
    return this.desks.at(-1);
  }

  /** The newest desk, if it is up. */
  get desk(): Desk | undefined {
    const { current } = this;
    return current?.process.alive ? current.hosted?.desk : undefined;
  }

  /** Starts one more process, which becomes the account's owner. */
  start(): void {
    this.owner = this.desks.length;
    this.note(`a desk starts as process ${this.owner}`);
    this.desks.push(startDesk(this, this.owner));
  }

  /** Ends every process at once. */
  killAll(): void {
    for (const { process } of this.desks) process.kill();
  }

  note(line: string): void {
    const at = new Date(this.time.now()).toISOString().slice(11, 23);
    this.trace.push(`${String(this.step).padStart(4)} ${at} ${line}`);
  }

  violate(invariant: string, detail: string): void {
    this.note(`VIOLATION ${invariant}: ${detail}`);
    this.violations.push({ step: this.step, invariant, detail });
  }

  onSend(order: OrderIntent, process: Process): void {
    this.note(
      `  [${process.number}] sends ${order.id} ${order.role} ${order.side} ${order.quantity} ${order.instrument} ${order.type} ${order.price ?? ''} ${order.triggerPrice ?? ''}`,
    );
    checkSend(this, order, process);
  }

  onAcceptance(order: OrderIntent): void {
    this.note(`  the exchange takes ${order.id}`);
    checkAcceptance(this, order);
  }
}
