import { loadExchange } from '../../../venues/ccxt/loadExchange.ts';

let ready: Promise<void> | undefined;

/** Loads ccxt in real time, which virtual time cannot wait for; once in a thread. */
export function prepareWire(): Promise<void> {
  ready ??= loadExchange({
    ...{ exchange: 'binance', clock: { now: () => 0 }, timeoutMs: 1 },
    transport: () => {},
  }).then(() => undefined);
  return ready;
}
