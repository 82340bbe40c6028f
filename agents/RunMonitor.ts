import type { Clock } from '../domain/Clock.ts';
import {
  type AgentRunContext,
  type AgentRunEvent,
  type AgentRunState,
  agentRunMachine,
} from '../machines/agentRun/agentRunMachine.ts';
import { type StoredSnapshot, startMachine, step } from '../machines/step.ts';
import type { ModelStep } from './models/meterModel.ts';

/** What one answer may use up. */
export type RunLimits = { steps: number; tokens: number; toolCalls: number; seconds: number };

export const defaultRunLimits: RunLimits = { steps: 12, tokens: 120_000, toolCalls: 40, seconds: 120 };

type Unstamped = AgentRunEvent extends infer Event
  ? Event extends unknown
    ? Omit<Event, 'at'>
    : never
  : never;

/** Holds the `agentRun@1` machine of one answer and tells it what happens. */
export class RunMonitor {
  #snapshot: StoredSnapshot;
  #state: AgentRunState;
  readonly #clock: Clock;

  constructor(clock: Clock, { seconds, ...limits }: RunLimits) {
    this.#clock = clock;
    const started = startMachine(agentRunMachine, { ...limits, deadline: clock.now() + seconds * 1000 });
    this.#snapshot = started.snapshot;
    this.#state = started.state as AgentRunState;
    this.send({ type: 'run.began' });
  }

  get state(): AgentRunState {
    return this.#state;
  }

  /** Why it ended the way it did; null where it needs no words. */
  get reason(): string | null {
    return (this.#snapshot.context as AgentRunContext).reason;
  }

  get used(): AgentRunContext['used'] {
    return (this.#snapshot.context as AgentRunContext).used;
  }

  /** Whether it has ended, so that neither the model nor a tool is called any more. */
  get over(): boolean {
    return this.#state === 'answered' || this.#state === 'exhausted' || this.#state === 'failed';
  }

  send(event: Unstamped): void {
    const next = step(agentRunMachine, this.#snapshot, { ...event, at: this.#clock.now() } as AgentRunEvent);
    this.#snapshot = next.snapshot;
    this.#state = next.state as AgentRunState;
  }

  /** A request to the model is done. */
  counted({ calls, tokens }: ModelStep): void {
    this.send(calls > 0 ? { type: 'tools.requested', calls, tokens } : { type: 'answer.given', tokens });
  }
}
