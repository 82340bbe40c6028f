/** A stream whose events are computed when they are due, not when something happens. */
export type PolledStream = {
  everyMs: number;
  /** The events to send now; none where nothing has changed. */
  next(): readonly unknown[];
  close(): void;
};
