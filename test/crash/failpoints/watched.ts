import type { Database } from '../../../db/Repositories.ts';
import type { KillLatch } from '../../../desk/KillLatch.ts';
import type { KillFile } from '../../../desk/kill/KillFile.ts';
import type { Venue } from '../../../venues/Venue.ts';

/** Told of every place that is passed; does not come back where the process is to die. */
export type Reach = (place: string) => void;

/** A database that announces each type of fact before its commit and after it, and effects that leave the outbox. */
export function watchedDatabase(database: Database, reach: Reach): Database {
  return {
    ...database,
    get read() {
      return database.read;
    },
    async commit(changes, fence) {
      const passed = new Set(changes.journal.map(({ entry }) => entry.type));
      if (changes.outbox.done.length > 0) passed.add('outbox done');
      for (const fact of passed) reach(`before commit: ${fact}`);
      await database.commit(changes, fence);
      for (const fact of passed) reach(`after commit: ${fact}`);
    },
  };
}

/** A venue that announces what leaves for it and what comes back, on this side of the wire. */
export function watchedVenue(venue: Venue, reach: Reach): Venue {
  return new Proxy(venue, {
    get(target, name) {
      switch (name) {
        case 'connect':
          return (listener: Parameters<Venue['connect']>[0]) =>
            target.connect((event) => {
              if (event.type === 'fill') reach('venue client: fill heard');
              listener(event);
            });
        case 'sendOrder':
          return async (...[order, mayLeave]: Parameters<Venue['sendOrder']>) => {
            const outcome = await target.sendOrder(order, async () => {
              const withheld = await mayLeave();
              if (withheld === undefined) reach('venue client: order leaves');
              return withheld;
            });
            reach('venue client: order answered');
            return outcome;
          };
        case 'cancelOrder':
          return async (order: Parameters<Venue['cancelOrder']>[0]) => {
            reach('venue client: cancel leaves');
            const answer = await target.cancelOrder(order);
            reach('venue client: cancel answered');
            return answer;
          };
        default: {
          const value: unknown = Reflect.get(target, name);
          return typeof value === 'function' ? value.bind(target) : value;
        }
      }
    },
  });
}

export function watchedKillFile(file: KillFile, reach: Reach): KillFile {
  return {
    entries: () => file.entries(),
    append(fact) {
      reach(`kill file: before ${fact.type}`);
      const entry = file.append(fact);
      reach(`kill file: after ${fact.type}`);
      return entry;
    },
  };
}

export function watchedLatch(latch: KillLatch, reach: Reach): KillLatch {
  return {
    read: () => latch.read(),
    set(state) {
      reach('latch: before set');
      latch.set(state);
      reach('latch: after set');
    },
    clear(setAt) {
      const cleared = latch.clear(setAt);
      reach('latch: after clear');
      return cleared;
    },
  };
}
