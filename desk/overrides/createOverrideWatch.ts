import { proposalId } from '../../domain/ids.ts';
import type { JournalEntry } from '../../domain/JournalEntry.ts';
import type { Desk } from '../Desk.ts';
import { followOverrides } from './followOverrides.ts';
import { noteOverride } from './noteOverride.ts';
import { overrideStore } from './overrideStore.ts';

/** Watches what is overruled and what would have become of it; one thing at a time, and never in the way of a commit. */
export type OverrideWatch = {
  /** Takes what a commit journalled. */
  hear(entries: readonly JournalEntry[]): void;
  /** Notes what was overruled while nobody listened, and follows what is open. Call it every minute or so. */
  sweep(): Promise<void>;
  /** Resolves when what was heard has been noted. */
  idle(): Promise<void>;
};

const overruled = ['denied', 'declined', 'expired'] as const;
const mostMissed = 200;

export function createOverrideWatch(desk: Desk): OverrideWatch {
  const store = overrideStore(desk.documents, desk.account);
  let queue: Promise<unknown> = Promise.resolve();
  let caughtUp = false;

  const note = (id: string): Promise<void> =>
    noteOverride(desk, store, proposalId.parse(id)).catch((cause: unknown) =>
      desk.log.warn({ proposal: id, cause: String(cause) }, 'An overruled proposal could not be noted'),
    );
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const run = queue.then(work);
    queue = run.catch(() => undefined);
    return run;
  };

  /** What was overruled before anybody listened. */
  async function catchUp(): Promise<void> {
    const records = await desk.database.read.machines.list({
      ...{ account: desk.account, machine: 'proposal@1', states: overruled, limit: mostMissed },
    });
    for (const { instance } of records) await note(instance);
    caughtUp = true;
  }

  return {
    hear(entries) {
      const heard = new Set(
        entries
          .filter(({ subject, data }) => subject.startsWith('PRP-') && 'to' in data)
          .map((entry) => entry.subject),
      );
      for (const id of heard) void inTurn(() => note(id));
    },
    sweep: () =>
      inTurn(async () => {
        if (!caughtUp) await catchUp();
        await followOverrides(desk, store);
      }),
    async idle() {
      await queue;
    },
  };
}
