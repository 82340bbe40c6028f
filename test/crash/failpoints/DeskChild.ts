import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { KillView, OrderView, PortfolioView } from '../../../domain/views.ts';
import type { OrderReport } from '../../../venues/Venue.ts';
import type { Step } from './steps.ts';

/** Where the process dies: at the so manyth time that a place is passed. */
export type Armed = { at: string; hit: number };

export type ChildSettings = {
  home: string;
  databaseUrl: string | null;
  rest: string;
  ws: string;
  keys: { key: string; secret: string };
  /** Armed from the start, for places that are passed while a desk recovers. */
  arm: Armed | undefined;
  /** From which amount (quote units) on it buys: no two orders of a minute may be the same. */
  amounts: number;
  /** Whether warnings go to stderr. */
  loud: boolean;
};

/** What the test asks of the process; answered in the order of the asking. */
export type Ask = { id: number; arm?: Armed | undefined; step?: Step; books?: boolean };

/** The desk's books at rest, and what the venue says at that moment. */
export type Books = {
  orders: OrderView[];
  positions: PortfolioView['positions'];
  kill: KillView;
  fills: { id: string; order: string }[];
  open: OrderReport[];
  held: { instrument: string; step: string; quantity: string }[];
  journalFaults: string[];
};

type Answer = { id?: number; ready?: true; failed?: string; books?: Books | null };

/** A desk in a process of its own. */
export type DeskChild = AsyncDisposable & {
  readonly pid: number;
  arm(armed: Armed): Promise<void>;
  run(step: Step): Promise<void>;
  books(): Promise<Books>;
  /** Resolves with the signal that ended it. */
  readonly ended: Promise<NodeJS.Signals | null>;
};

const patienceMs = 90_000;

/** Starts it and waits until it trades; answers null when it died before, as one that is armed from the start may. */
export async function startDeskChild(settings: ChildSettings): Promise<DeskChild | null> {
  const child = fork(join(import.meta.dirname, 'deskUnderTest.ts'), [JSON.stringify(settings)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (text: Buffer) => {
    errors += text.toString();
  });
  const ended = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null);
  const waiting = new Map<number | 'ready', (answer: Answer) => void>();
  child.on('message', (answer: Answer) => waiting.get(answer.id ?? 'ready')?.(answer));
  let asked = 0;

  async function answerTo(id: number | 'ready'): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    waiting.set(id, resolve);
    void ended.then(() => resolve({ failed: 'it ended' }));
    const late = setTimeout(() => reject(new Error(`The desk did not answer. ${errors}`)), patienceMs);
    return promise.finally(() => clearTimeout(late));
  }
  async function ask(what: Omit<Ask, 'id'>): Promise<Answer> {
    asked += 1;
    const answer = answerTo(asked);
    child.send({ id: asked, ...what });
    const { failed, ...rest } = await answer;
    if (failed !== undefined) throw new Error(`${JSON.stringify(what)}: ${failed} ${errors}`);
    return rest;
  }

  const first = await answerTo('ready');
  if (first.failed !== undefined) {
    if ((await ended) === 'SIGKILL') return null;
    throw new Error(`The desk ended before it was ready: ${errors}`);
  }
  return {
    pid: child.pid ?? 0,
    ended,
    async arm(armed) {
      await ask({ arm: armed });
    },
    async run(step) {
      await ask({ step });
    },
    async books() {
      const { books } = await ask({ books: true });
      if (!books) throw new Error('The desk told no books');
      return books;
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}
