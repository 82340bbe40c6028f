import { accountOfKey, checkSignature } from '../protocol/authenticate.ts';
import { callEndpoint, toRejection } from '../protocol/callEndpoint.ts';
import type { Endpoint, VenueContext } from '../protocol/Endpoint.ts';
import { endpoints } from '../protocol/endpoints/endpoints.ts';
import { announcedLimits } from '../protocol/endpoints/general.ts';
import { Params } from '../protocol/Params.ts';
import { VenueRejection } from '../VenueRejection.ts';
import type { AccountStreams } from './AccountStreams.ts';
import type { StreamClient } from './StreamClient.ts';
import { send } from './send.ts';

const methods: ReadonlyMap<string, Endpoint> = new Map(
  endpoints.flatMap((endpoint) => (endpoint.ws === undefined ? [] : [[endpoint.ws, endpoint]])),
);

type ApiRequest = { id: string | number | null; method: string; params: Map<string, string> };

/** One connection of the WebSocket API: the REST endpoints by method name, and the account's own stream. */
export function connectApi(
  client: StreamClient,
  parts: { context: VenueContext; accounts: AccountStreams; onFault: (error: unknown) => void },
): void {
  const { context, accounts, onFault } = parts;
  const subscriptions = new Map<number, () => void>();
  let nextSubscription = 0;

  function subscribe(account: string): { subscriptionId: number } {
    const subscriptionId = nextSubscription++;
    const stop = accounts.follow(account, (event) => send(client, { subscriptionId, event }));
    subscriptions.set(subscriptionId, stop);
    return { subscriptionId };
  }

  async function answer({ method, params }: ApiRequest): Promise<unknown> {
    const returnRateLimits = params.get('returnRateLimits');
    params.delete('returnRateLimits');
    const payload = signedText(params, returnRateLimits);
    const key = params.get('apiKey');
    params.delete('apiKey');
    const request = new Params(params);
    if (method === 'userDataStream.subscribe.signature') {
      context.limiter.countWeight('loopback', 2, context.exchange.clock.now());
      const account = accountOfKey(context.keys, key);
      const now = context.exchange.clock.now();
      checkSignature(context.keys, { key: key ?? '', params: request, payload, now });
      return subscribe(account);
    }
    if (method === 'userDataStream.unsubscribe') {
      const id = request.integer('subscriptionId');
      for (const [each, stop] of subscriptions) {
        if (id !== undefined && each !== id) continue;
        stop();
        subscriptions.delete(each);
      }
      return {};
    }
    const endpoint = methods.get(method);
    if (endpoint === undefined) throw new VenueRejection(-1020, 'This operation is not supported.');
    return callEndpoint(context, endpoint, { params: request, key, payload, address: 'loopback' });
  }

  client.on('message', (data) => {
    receive(data).catch(onFault);
  });

  async function receive(data: unknown): Promise<void> {
    const request = readRequest(String(data));
    if (request instanceof VenueRejection) {
      send(client, { id: null, ...refusal(request) });
      return;
    }
    const now = context.exchange.clock.now();
    const account = context.keys.get(request.params.get('apiKey') ?? '')?.account ?? '';
    const withLimits = request.params.get('returnRateLimits') !== 'false';
    let result: Record<string, unknown>;
    try {
      result = { status: 200, result: await answer(request) };
    } catch (error) {
      const rejection = toRejection(error);
      if (rejection !== error) onFault(error);
      result = refusal(rejection);
    }
    send(client, {
      id: request.id,
      ...result,
      ...(withLimits && { rateLimits: limits(context, account, now) }),
    });
  }
  client.on('close', () => {
    for (const stop of subscriptions.values()) stop();
  });
  client.on('error', () => client.terminate());
}

function refusal(rejection: VenueRejection): Record<string, unknown> {
  return {
    status: rejection.status,
    error: {
      code: rejection.code,
      msg: rejection.message,
      ...(rejection.data !== undefined && { data: rejection.data }),
    },
  };
}

/** What a signature covers here: all parameters but itself, by name. */
function signedText(params: ReadonlyMap<string, string>, returnRateLimits: string | undefined): string {
  const all = new Map(params);
  all.delete('signature');
  if (returnRateLimits !== undefined) all.set('returnRateLimits', returnRateLimits);
  return [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function readRequest(text: string): ApiRequest | VenueRejection {
  const malformed = new VenueRejection(-1135, 'Invalid JSON Request');
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return malformed;
  }
  if (typeof message !== 'object' || message === null) return malformed;
  const { id, method, params } = message as Record<string, unknown>;
  if (typeof method !== 'string') return malformed;
  if (id !== undefined && id !== null && typeof id !== 'string' && typeof id !== 'number') return malformed;
  if (params !== undefined && (typeof params !== 'object' || params === null)) return malformed;
  const values = new Map<string, string>();
  try {
    for (const [name, value] of Object.entries(params ?? {})) {
      if (value === undefined || value === null) continue;
      values.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
    }
  } catch {
    // Nested so deeply that it cannot be written again.
    return malformed;
  }
  return { id: id ?? null, method, params: values };
}

function limits(context: VenueContext, account: string, now: number) {
  const used = context.limiter.used('loopback', account, now);
  return announcedLimits(context.limiter.limits).map((limit) => ({
    ...limit,
    count:
      limit.rateLimitType === 'REQUEST_WEIGHT'
        ? used.weight
        : limit.interval === 'DAY'
          ? used.day
          : used.tenSeconds,
  }));
}
