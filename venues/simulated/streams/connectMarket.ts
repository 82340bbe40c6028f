import type { VenueContext } from '../protocol/Endpoint.ts';
import type { AccountStreams } from './AccountStreams.ts';
import type { MarketStreams } from './MarketStreams.ts';
import type { StreamClient } from './StreamClient.ts';
import { send } from './send.ts';

type Parts = {
  context: VenueContext;
  market: MarketStreams;
  accounts: AccountStreams;
  /** Streams named in the address; a listen key among them follows its account. */
  names: readonly string[];
  /** Whether events are wrapped with the name of their stream. */
  combined: boolean;
};

type StreamRequest = { method: string; params: string[]; id: string | number | null };

/** Streams that one connection may follow, as on the exchange. */
const maxStreams = 1_024;

/** One connection to the market streams, raw or combined, with SUBSCRIBE and UNSUBSCRIBE. */
export function connectMarket(client: StreamClient, parts: Parts): void {
  const { context, market, accounts } = parts;
  const streams = new Map<string, () => void>();
  let combined = parts.combined;

  function subscribe(name: string): boolean {
    if (streams.has(name)) return true;
    if (streams.size >= maxStreams) return false;
    const deliver = (event: unknown) => send(client, combined ? { stream: name, data: event } : event);
    const account = context.listenKeys.accountOf(name, context.exchange.clock.now());
    const stop = account === undefined ? market.subscribe(name, deliver) : accounts.follow(account, deliver);
    // A name without a stream is accepted and stays silent, as on the exchange.
    streams.set(name, stop ?? (() => {}));
    return true;
  }

  function answer({ method, params: names, id }: StreamRequest): unknown {
    switch (method) {
      case 'SUBSCRIBE':
        for (const name of names)
          if (!subscribe(name)) return fault(2, 'Invalid request: too many streams', id);
        return { result: null, id };
      case 'UNSUBSCRIBE':
        for (const name of names) {
          streams.get(name)?.();
          streams.delete(name);
        }
        return { result: null, id };
      case 'LIST_SUBSCRIPTIONS':
        return { result: [...streams.keys()], id };
      case 'GET_PROPERTY':
        return { result: combined, id };
      case 'SET_PROPERTY':
        combined = names.includes('true');
        return { result: null, id };
      default:
        return fault(2, `Invalid request: unknown variant \`${method}\``, id);
    }
  }

  for (const name of parts.names) subscribe(name);
  client.on('message', (data) => {
    const message = readMessage(String(data));
    if (message === undefined) send(client, fault(3, 'Invalid JSON: expected value', null));
    else send(client, answer(message));
  });
  client.on('close', () => {
    for (const stop of streams.values()) stop();
  });
  client.on('error', () => client.terminate());
}

function fault(code: number, msg: string, id: unknown) {
  return { error: { code, msg }, id };
}

/** What a client may ask; nothing that could not be written back. */
function readMessage(text: string): StreamRequest | undefined {
  try {
    const { method, params, id = null } = Object(JSON.parse(text));
    if (typeof method !== 'string') return undefined;
    if (id !== null && typeof id !== 'string' && typeof id !== 'number') return undefined;
    return { method, params: Array.isArray(params) ? params.map(String) : [], id };
  } catch {
    return undefined;
  }
}
