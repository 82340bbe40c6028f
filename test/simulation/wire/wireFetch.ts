import { parentOf } from '../../../venues/ccxt/binance/orderLegs.ts';
import { never, type Process } from '../desk/Process.ts';
import type { Endpoint, SendFault } from '../Faults.ts';
import type { VenueWorld } from '../venue/VenueWorld.ts';
import type { SentOrders } from './SentOrders.ts';
import { refusal, type VenueApi, type WireAnswer, type WireRequest } from './VenueApi.ts';

const timeoutMs = 10_000;

const reads: Readonly<Record<string, Endpoint>> = {
  'GET /api/v3/time': 'fetchTime',
  'GET /api/v3/exchangeInfo': 'connect',
  'GET /api/v3/ticker/24hr': 'fetchQuote',
  'GET /api/v3/depth': 'fetchBook',
  'GET /api/v3/klines': 'fetchBars',
  'GET /api/v3/order': 'fetchOrder',
  'GET /api/v3/orderList': 'fetchOrder',
  'GET /api/v3/openOrders': 'fetchOpenOrders',
  'GET /api/v3/myTrades': 'fetchFills',
  'GET /api/v3/account': 'fetchBalances',
  'DELETE /api/v3/order': 'cancelOrder',
  'DELETE /api/v3/orderList': 'cancelOrder',
};

/** How HTTP fails, as the network's library would say it. */
type Failure = 'timeout' | 'reset';
type Ending = { answer: WireAnswer } | { failure: Failure };

export type WireParts = { world: VenueWorld; process: Process; api: VenueApi; sent: SentOrders };

/** Carries a process's requests to the exchange and the answers back, with everything that goes wrong on the way. */
export function wireFetch(parts: WireParts): (request: WireRequest) => Promise<WireAnswer> {
  const { process } = parts;
  return async (request) => {
    await process.wait();
    if (!process.alive) return never();
    const { pathname } = new URL(request.url);
    const endpoint = reads[`${request.method} ${pathname}`];
    const ending = await (endpoint === undefined
      ? carryOrder(parts, request)
      : carry(parts, request, endpoint));
    await process.wait();
    if ('answer' in ending) return ending.answer;
    throw failureOf(ending.failure);
  };
}

/** One question and its answer. An endpoint that is out of order answers nothing that could be believed. */
function carry(
  { world, process, api }: WireParts,
  request: WireRequest,
  endpoint: Endpoint,
): Promise<Ending> {
  const { time, faults, dice } = world;
  const broken = faults.outages.has(endpoint);
  const [there, back] = [dice.between(1, faults.latencyMs), dice.between(1, faults.latencyMs)];
  const lost = endpoint === 'cancelOrder' && faults.loseCancelReplies > 0;
  if (lost) faults.loseCancelReplies -= 1;
  const badness = dice.uniform();
  return new Promise((resolve) => {
    const end = (ending: Ending, after: number) =>
      time.after(after, () => process.wake(() => resolve(ending)));
    time.after(there, async () => {
      if (broken) return end(unbelievable(badness), back);
      const ignored = endpoint === 'cancelOrder' && faults.ignoresCancel();
      const answer = ignored
        ? acknowledged(request)
        : asShown(world, endpoint, request, await api.answer(request));
      return end(lost ? spoilt(badness, answer) : { answer }, back);
    });
  });
}

/** One order on its way to the exchange, and what the sender gets to know of it. */
function carryOrder({ world, process, api, sent }: WireParts, request: WireRequest): Promise<Ending> {
  const { time, dice, faults } = world;
  const intent = sent.find(request);
  const [there, back] = [dice.between(1, faults.latencyMs), dice.between(1, faults.latencyMs)];
  const fault = nextFault(world, intent.role === 'protection');
  const badness = dice.uniform();
  return new Promise((resolve) => {
    const end = (ending: Ending, after: number) =>
      time.after(after, () => process.wake(() => resolve(ending)));
    const arrive = (after: number, then: (answer: WireAnswer) => void) => {
      world.inFlightUntil = Math.max(world.inFlightUntil, time.now() + after);
      time.after(after, async () => {
        const answer = await api.answer(request);
        if (answer.status === 200) {
          world.exchange.acceptances.push({ intent, at: time.now(), process: process.number });
          world.onAcceptance(intent, process);
        }
        then(answer);
      });
    };
    switch (fault?.kind) {
      case 'requestLost':
        end({ failure: 'timeout' }, timeoutMs);
        break;
      case 'replyLost':
        arrive(there, (answer) => end(spoilt(badness, answer), badness < 0.25 ? timeoutMs - there : back));
        break;
      case 'brokenThenArrives':
        end({ failure: 'reset' }, back);
        arrive(fault.ms, () => {});
        break;
      case 'arrivesLate':
        end({ failure: 'timeout' }, timeoutMs);
        arrive(fault.ms, () => {});
        break;
      case 'replyLate':
        arrive(there, (answer) => end({ answer }, Math.min(fault.ms, timeoutMs - there)));
        break;
      case 'rateLimited':
        end({ answer: { status: 429, text: refusal(-1003, 'Too many requests.') } }, there + back);
        break;
      case 'rejected':
        end({ answer: { status: 400, text: refusal(-2010, 'rejected by the simulation') } }, there + back);
        break;
      case 'overloaded':
        end({ answer: badness < 0.5 ? pageOf(502) : pageOf(503) }, there + back);
        break;
      default:
        arrive(there, (answer) => end({ answer }, back));
    }
  });
}

function nextFault({ faults }: VenueWorld, isStop: boolean): SendFault | undefined {
  if (isStop && faults.rejectStops > 0) {
    faults.rejectStops -= 1;
    return { kind: 'rejected' };
  }
  return faults.sends.shift();
}

/** What becomes of an answer that does not arrive: silence, a reset, half of it, or a page of somebody in between. */
function spoilt(badness: number, answer: WireAnswer): Ending {
  if (badness < 0.25) return { failure: 'timeout' };
  if (badness < 0.5) return { failure: 'reset' };
  if (badness < 0.7) return { answer: { ...answer, text: answer.text.slice(0, answer.text.length / 2) } };
  return { answer: pageOf(502) };
}

/** What an endpoint says that is out of order. */
function unbelievable(badness: number): Ending {
  if (badness < 0.5) return { failure: 'reset' };
  return { answer: badness < 0.75 ? pageOf(502) : { status: 200, text: '{"code":' } };
}

/** What the exchange says to a cancel that it does not carry out. */
function acknowledged({ url }: WireRequest): WireAnswer {
  const params = new URL(url).searchParams;
  const origClientOrderId = params.get('origClientOrderId') ?? params.get('listClientOrderId');
  const word = { symbol: params.get('symbol'), orderId: 1, origClientOrderId, status: 'PENDING_CANCEL' };
  return { status: 200, text: JSON.stringify(word) };
}

function pageOf(status: number): WireAnswer {
  return { status, text: `<html><head><title>${status}</title></head><body>Bad gateway</body></html>` };
}

function failureOf(failure: Failure): Error {
  if (failure === 'timeout') return Object.assign(new Error('no answer'), { name: 'TimeoutError' });
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}

/** What happened less than so long ago may not show yet. */
function asShown(
  world: VenueWorld,
  endpoint: Endpoint,
  request: WireRequest,
  answer: WireAnswer,
): WireAnswer {
  const { time, dice, faults, exchange } = world;
  if (faults.readLagMs <= 0 || answer.status !== 200) return answer;
  const until = time.now() - dice.between(0, faults.readLagMs);
  const fresh = new Set(
    exchange.acceptances.filter(({ at }) => at > until).map(({ intent }) => intent.clientOrderId),
  );
  const isFresh = (id: string) => fresh.has(id) || fresh.has(parentOf(id));
  if (endpoint === 'fetchOrder') {
    const params = new URL(request.url).searchParams;
    const isHidden = isFresh(params.get('origClientOrderId') ?? '');
    return isHidden ? { status: 400, text: refusal(-2013, 'Order does not exist.') } : answer;
  }
  if (endpoint !== 'fetchOpenOrders' && endpoint !== 'fetchFills') return answer;
  const rows: { clientOrderId?: string; time: number }[] = JSON.parse(answer.text);
  const shown = rows.filter(({ clientOrderId, time: at }) =>
    clientOrderId === undefined ? at <= until : !isFresh(clientOrderId),
  );
  return { ...answer, text: JSON.stringify(shown) };
}
