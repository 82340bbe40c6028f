import { VenueRejection } from '../VenueRejection.ts';
import { accountOfKey, checkSignature, securityParams } from './authenticate.ts';
import type { Endpoint, VenueContext } from './Endpoint.ts';
import type { Params } from './Params.ts';

/** A request before anything is known of it. `payload` is what a signature would cover. */
export type RawCall = { params: Params; key: string | undefined; payload: string; address: string };

/**
 * Carries out a request when it has arrived: what changes orders takes as long as the way to the exchange would.
 * Requests that travel at once arrive in the order in which they were sent.
 */
export async function callEndpoint(
  context: VenueContext,
  endpoint: Endpoint,
  raw: RawCall,
): Promise<unknown> {
  if (context.latencyMs > 0 && endpoint.method !== 'GET' && endpoint.security === 'signed') {
    await context.pause(context.latencyMs);
  }
  return carryOut(context, endpoint, raw);
}

/** Weight, key, signature, parameters, order limits, then the endpoint itself. */
function carryOut(context: VenueContext, endpoint: Endpoint, raw: RawCall): unknown {
  const { exchange, keys, limiter } = context;
  const now = exchange.clock.now();
  const weight = typeof endpoint.weight === 'number' ? endpoint.weight : endpoint.weight(raw.params);
  limiter.countWeight(raw.address, weight, now);
  let account = '';
  if (endpoint.security !== 'none') {
    account = accountOfKey(keys, raw.key);
    if (endpoint.security === 'signed') {
      checkSignature(keys, { key: raw.key ?? '', params: raw.params, payload: raw.payload, now });
    }
  }
  raw.params.allowOnly(
    endpoint.security === 'none' ? endpoint.params : [...endpoint.params, ...securityParams],
  );
  if (endpoint.placesOrder) limiter.countOrder(account, now);
  exchange.walk();
  return endpoint.handle(context, { params: raw.params, account });
}

/** How a failure is answered. What is no refusal leaves open whether the request was carried out. */
export function toRejection(error: unknown): VenueRejection {
  if (error instanceof VenueRejection) return error;
  return new VenueRejection(-1000, 'Unknown error, please check your request or try again later.', {
    status: 503,
  });
}
