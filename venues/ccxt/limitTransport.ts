import { VenueError } from '../VenueError.ts';
import type { CcxtTransport, Dispatch } from './CcxtExchange.ts';
import { readAnswerBody } from './readAnswerBody.ts';

/**
 * Puts our own layer under ccxt's HTTP: time-outs that also cover a body that never ends or comes in drips, answers of a
 * sane length, packed and unpacked, and requests sent to another origin where `route` names one. The URLs that ccxt sees stay the exchange's own, because it picks its error tables by
 * them. What `route` throws stops the request before anything is sent.
 */
export async function limitTransport(
  exchange: CcxtTransport,
  { timeoutMs, route }: { timeoutMs: number; route?: (origin: string) => string },
): Promise<void> {
  await exchange.loadFetchImplementation();
  const pool = exchange.fetchDispatcher;
  if (pool === undefined) {
    throw new VenueError('venue.transport', 'ccxt has no HTTP transport that can be redirected');
  }
  const send = (dispatch: Dispatch): Dispatch => {
    return (request, handler) => {
      const timed = { ...request, headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
      if (route === undefined) return dispatch(timed, handler);
      return dispatch({ ...timed, origin: route(new URL(String(request.origin)).origin) }, handler);
    };
  };
  exchange.fetchDispatcher = pool.compose(send);
  exchange.undiciBody = async (answer, binary = false) => {
    const body = await readAnswerBody(answer, timeoutMs * 2);
    return binary ? body : body.toString('utf8');
  };
}
