import type { Logger } from 'pino';

/**
 * Has a fault that nobody caught written to the log before it ends the process, with what that means for the orders.
 * Going on after it would be trading in a state that nobody knows.
 */
export function logLastFault(log: Pick<Logger, 'fatal'>): Disposable {
  const tell = (fault: unknown): void =>
    log.fatal(
      { fault: fault instanceof Error ? (fault.stack ?? String(fault)) : String(fault) },
      'A fault of the program ends the desk. It sends nothing more; orders and stops that rest at a venue stay there, and what the desk itself watches is not watched until it runs again. Start it again: it compares its books with the venue first. Please report the lines of this fault',
    );
  process.on('uncaughtExceptionMonitor', tell);
  return {
    [Symbol.dispose]: () => {
      process.off('uncaughtExceptionMonitor', tell);
    },
  };
}
