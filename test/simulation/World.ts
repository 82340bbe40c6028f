import { createMemoryDatabase } from '../../db/memory/createMemoryDatabase.ts';
import type { Database } from '../../db/Repositories.ts';
import type { Desk } from '../../desk/Desk.ts';
import type { LatchState } from '../../desk/KillLatch.ts';
import type { Limits } from '../../domain/Limits.ts';
import type { OrderIntent } from '../../domain/Order.ts';
import type { ReconciliationPolicy } from '../../domain/ReconciliationPolicy.ts';
import type { ProposalView } from '../../domain/views.ts';
import { createDice, type Dice } from './Dice.ts';
import type { DeskWorld } from './desk/DeskWorld.ts';
import { Home } from './desk/Home.ts';
import type { OutsideDatabase } from './desk/outsideDatabase.ts';
import type { Process } from './desk/Process.ts';
import type { RunningDesk } from './desk/RunningDesk.ts';
import { startDesk } from './desk/startDesk.ts';
import { SimulatedExchange } from './exchange/SimulatedExchange.ts';
import { Faults } from './Faults.ts';
import { simulationLimits } from './simulationLimits.ts';
import { VirtualClock } from './VirtualClock.ts';
import { VenueApi } from './wire/VenueApi.ts';

/** One broken invariant. `detail` is for people. */
export type Violation = { step: number; invariant: string; detail: string };

export type WorldOptions = {
  seed: number;
  /** Memory unless given. */
  outside?: OutsideDatabase;
  judge: Judge;
};

/** Whoever looks at orders at the moment at which they leave a desk, and at which the exchange takes them. */
export type Judge = {
  atSend(world: World, order: OrderIntent, process: Process, signed: number): void;
  atAcceptance(world: World, order: OrderIntent, process: Process): void;
};

/** Share of the runs in which the desk reaches the exchange through the adapter that trades for real. */
const wiredShare = 0.2;

const firstMoment = Date.UTC(2026, 0, 5, 9);

/** Everything of one run: time, exchange, database, faults, the desks that run and what people have seen and done. */
export class World implements DeskWorld {
  readonly seed: number;
  readonly time: VirtualClock;
  readonly exchange: SimulatedExchange;
  readonly faults = new Faults();
  readonly dice: Dice;
  readonly windowMs: number | null;
  readonly api: VenueApi | undefined;
  readonly database: Database;
  readonly limits: Limits;
  readonly reconciliation: ReconciliationPolicy;
  /** Every process that was started; the last one is the newest. */
  readonly desks: RunningDesk[] = [];
  /** Number of the process that has taken the account over last. */
  owner = -1;
  readonly #judge: Judge;
  #moments = 0;
  #home = new Home();
  readonly #whenUp: (() => void)[] = [];
  /** How small the orders are that people ask for: 1 for all sizes alike, less for mostly large ones. */
  readonly modesty: number;
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
  /** When something last broke between the desk and the world, or a process was meddled with. */
  disturbedAt = 0;
  /** When the machine last woke up from a sleep. */
  wokeAt = 0;

  constructor({ seed, outside, judge }: WorldOptions) {
    this.#judge = judge;
    this.seed = seed;
    this.dice = createDice(seed, 1);
    this.windowMs = createDice(seed, 5).chance(0.75) ? 5_000 : null;
    this.time = new VirtualClock({ now: firstMoment, settle: outside?.settle ?? settleAtOnce });
    this.limits = simulationLimits(createDice(seed, 2));
    this.modesty = createDice(seed, 7).pick([1, 0.2]);
    const policy = createDice(seed, 6);
    this.reconciliation = {
      everySeconds: policy.pick([10, 30]),
      foreignOrders: policy.pick(['quarantine', 'adopt', 'ignore'] as const),
    };
    this.database = outside?.database(this.time) ?? createMemoryDatabase({ clock: this.time });
    this.exchange = new SimulatedExchange({
      clock: this.time,
      dice: createDice(seed, 3),
      fund: '100000',
    });
    // That protocol knows no exchange without a window.
    const isWired = this.windowMs !== null && createDice(seed, 8).chance(wiredShare);
    this.api = isWired
      ? new VenueApi(this.exchange, (fault) => this.violate('noMistake', String(fault)))
      : undefined;
  }

  /** The newest process that lives. */
  get current(): RunningDesk | undefined {
    return this.desks.findLast(({ process }) => process.alive);
  }

  /** The newest desk that is up and answers. */
  get desk(): Desk | undefined {
    return this.up?.hosted.desk;
  }

  /** The same with the process that it runs in. */
  get up(): Required<RunningDesk> | undefined {
    return this.desks.findLast(isUp);
  }

  /** What the kill latch says where the newest desk lives. */
  get latch(): LatchState | null {
    return this.home.latch;
  }

  /** Where the newest desk lives. */
  get home(): Home {
    return this.current?.home ?? this.#home;
  }

  /** Starts one more process; in a home of its own, as on another machine, where one is asked for. */
  start(home: 'same' | 'another' = 'same'): RunningDesk {
    const number = this.desks.length;
    this.note(`a desk starts as process ${number}`);
    const running = startDesk(this, number, home === 'same' ? this.#home : new Home());
    this.desks.push(running);
    return running;
  }

  /** The desk has come up: from now on it is started again where it was. */
  cameUp({ home }: RunningDesk): void {
    this.#home = home;
    for (const act of this.#whenUp.splice(0)) act();
  }

  /** Has something done as soon as the next desk is up. */
  whenUp(act: () => void): void {
    this.#whenUp.push(act);
  }

  moment(): number {
    this.#moments += 1;
    return this.#moments;
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

  onSend(order: OrderIntent, process: Process, signed: number): void {
    this.note(
      `  [${process.number}] sends ${order.id} ${order.role} ${order.side} ${order.quantity} ${order.instrument} ${order.type} ${order.price ?? ''} ${order.triggerPrice ?? ''}`,
    );
    this.#judge.atSend(this, order, process, signed);
  }

  onAcceptance(order: OrderIntent, process: Process): void {
    this.note(`  the exchange takes ${order.id}`);
    this.#judge.atAcceptance(this, order, process);
  }
}

function isUp(running: RunningDesk): running is Required<RunningDesk> {
  return running.hosted !== undefined && running.process.alive && !running.process.stopped;
}

/** Everything in memory goes on in microtasks, which all run before the next turn of the event loop. */
function settleAtOnce(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
