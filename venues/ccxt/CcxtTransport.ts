import type { CcxtExchange } from './CcxtExchange.ts';

/**
 * Puts something else than HTTP and WebSockets under ccxt, such as a line within the process. It has to give up a
 * request that was not answered within `timeoutMs` with an error named `TimeoutError`.
 */
export type CcxtTransport = (exchange: CcxtExchange, timeoutMs: number) => void | Promise<void>;
