import { writeJournalAnchor } from '../db/journalAnchor.ts';
import type { Desk } from '../desk/Desk.ts';

const everyMs = 1_000;

/** Keeps the journal's head and count in a file outside the database while the desk runs, at most once a second. */
export function anchorJournal(desk: Desk, path: string): AsyncDisposable {
  let head: { sequence: number; hash: string } | undefined;
  let cancel: (() => void) | undefined;
  const write = (): void => {
    cancel?.();
    cancel = undefined;
    if (!head) return;
    try {
      writeJournalAnchor(path, { ...head, at: desk.clock.now() });
      head = undefined;
    } catch (cause) {
      // A full disk must not stop the desk; the next entry tries again.
      desk.log.error({ path, cause: String(cause) }, 'The anchor of the journal could not be written');
    }
  };
  const unsubscribe = desk.runtime.subscribe((entries) => {
    const last = entries.at(-1);
    if (!last) return;
    head = { sequence: last.sequence, hash: last.hash };
    cancel ??= desk.clock.after(everyMs, write);
  });
  return {
    async [Symbol.asyncDispose]() {
      unsubscribe();
      write();
    },
  };
}
