import { AsyncLocalStorage } from 'node:async_hooks';
import type { MayLeave } from '../Venue.ts';
import type { CcxtExchange } from './CcxtExchange.ts';

/** A request was signed and then kept back: nothing of it has left. */
export class WithheldRequest extends Error {}

/** Makes a request, and asks before its bytes leave. Throws `WithheldRequest` with the reason when it has to stay. */
export type LookBeforeLeaving = <T>(mayLeave: MayLeave, request: () => Promise<T>) => Promise<T>;

/**
 * Puts the last look between ccxt's signature and its HTTP: ccxt waits for its rate limit and signs first, so that
 * asking before calling it would be too early.
 */
export function lookBeforeLeaving(exchange: CcxtExchange): LookBeforeLeaving {
  const asking = new AsyncLocalStorage<MayLeave>();
  const send = exchange.fetch.bind(exchange);
  exchange.fetch = async (...request) => {
    const mayLeave = asking.getStore();
    const withheld = await mayLeave?.();
    if (withheld !== undefined) throw new WithheldRequest(withheld);
    return send(...request);
  };
  return (mayLeave, request) => asking.run(mayLeave, request);
}
