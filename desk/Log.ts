/** Structured log; the host gives pino. Money, ids and states go into `data`, never secrets. */
export type Log = {
  debug(data: Record<string, unknown>, message: string): void;
  info(data: Record<string, unknown>, message: string): void;
  warn(data: Record<string, unknown>, message: string): void;
  error(data: Record<string, unknown>, message: string): void;
};
