/**
 * What waits to be written to one client of the event stream. Durable frames are kept in order; of passing ones
 * with the same key only the newest waits, so that a slow client sees old quotes replaced instead of piling up.
 */
export type ClientQueue = {
  pushDurable(frame: string): void;
  pushPassing(key: string, frame: string): void;
  /** Durable frames first. Undefined when nothing waits. */
  shift(): string | undefined;
  readonly durable: number;
  readonly size: number;
};

export function createClientQueue(): ClientQueue {
  const durable: string[] = [];
  const passing = new Map<string, string>();
  return {
    pushDurable(frame) {
      durable.push(frame);
    },
    pushPassing(key, frame) {
      passing.delete(key);
      passing.set(key, frame);
    },
    shift() {
      const first = durable.shift();
      if (first !== undefined) return first;
      for (const [key, frame] of passing) {
        passing.delete(key);
        return frame;
      }
      return undefined;
    },
    get durable() {
      return durable.length;
    },
    get size() {
      return durable.length + passing.size;
    },
  };
}
