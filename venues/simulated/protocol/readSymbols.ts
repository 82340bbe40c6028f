import type { VenueExchange } from '../VenueExchange.ts';
import { VenueRejection } from '../VenueRejection.ts';
import type { Params } from './Params.ts';
import { readSymbol } from './readNewOrder.ts';

/** Names of everything that is traded. */
export function symbolNames(exchange: VenueExchange): ReadonlySet<string> {
  return new Set(exchange.state.books.keys());
}

/** `symbol`, or the JSON list `symbols`, or everything where neither was sent. */
export function readSymbols(exchange: VenueExchange, params: Params): string[] {
  const known = symbolNames(exchange);
  if (params.has('symbol')) {
    if (params.has('symbols')) {
      throw new VenueRejection(-1128, 'Combination of optional parameters invalid.');
    }
    return [readSymbol(known, params)];
  }
  const list = params.optional('symbols');
  if (list === undefined) return [...known];
  const names = parseList(list);
  if (names === undefined) {
    throw new VenueRejection(
      -1100,
      `Illegal characters found in parameter 'symbols'; legal range is '^\\["[A-Z0-9-_.]{1,20}"(,"[A-Z0-9-_.]{1,20}"){0,}\\]$'.`,
    );
  }
  if (names.some((name) => !known.has(name))) throw new VenueRejection(-1121, 'Invalid symbol.');
  return names;
}

/** The exchange's list syntax is JSON; the WebSocket API's own lists arrive comma-separated. */
function parseList(text: string): string[] | undefined {
  const match = /^\[(.*)\]$/.exec(text);
  const parts = (match?.[1] ?? text).split(',').map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
  return parts.every((part) => /^[A-Z0-9-_.]{1,20}$/.test(part)) ? parts : undefined;
}
