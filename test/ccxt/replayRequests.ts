import { mapCcxtError } from '../../venues/ccxt/mapCcxtError.ts';
import type { Fixtures, RequestFixture } from './Fixture.ts';
import type { Exchanged, Replay } from './openReplay.ts';
import { Tally } from './Tally.ts';
import { whyRequestSkipped } from './whySkipped.ts';

/** What Binance itself says of an order that the account does not have: to a cancel, a question, a replacement. */
const ofNoOrder: ReadonlySet<string> = new Set(['-2011', '-2013', '-2022']);

/** Orders that the desk never sends, and that the simulated venue does not play. */
const notPlayed: ReadonlyMap<string, string> = new Map([
  ['trailingDelta', 'trailing orders, which the desk never sends'],
  ['icebergQty', 'iceberg orders, which the desk never sends'],
]);
const notServed: ReadonlyMap<string, string> = new Map([
  ['/api/v3/ticker', 'rolling-window tickers, which the desk never asks for'],
]);

/** Every published spot request: made as published, and taken by the simulated venue. */
export async function replayRequests(
  { requests, skipKeys, listings }: Fixtures,
  replay: Replay,
): Promise<{ made: Tally; taken: Tally }> {
  const [made, taken] = [new Tally(), new Tally()];
  const traded = new Set(replay.listed.map(({ baseAsset, quoteAsset }) => `${baseAsset}/${quoteAsset}`));
  for (const fixture of requests) {
    const why = whyRequestSkipped(fixture) ?? whyUnknown(fixture, traded, listings.length);
    if (why !== null) {
      made.skip(why);
      continue;
    }
    const what = `${fixture.method}, ${fixture.description}`;
    const { last, error } = await replay.call(fixture.method, fixture.input);
    made.note(
      what,
      last === undefined ? `nothing was sent: ${String(error)}` : differs(fixture, last, skipKeys),
    );
    if (last === undefined) continue;
    const left = [...last.params.keys()]
      .map((key) => notPlayed.get(key))
      .find((found) => found !== undefined);
    const reason = left ?? notServed.get(last.path);
    if (reason !== undefined) taken.skip(reason);
    else taken.note(what, refusal(error));
  }
  return { made, taken };
}

function whyUnknown({ input }: RequestFixture, traded: ReadonlySet<string>, listings: number): string | null {
  const named = JSON.stringify(input).match(/[A-Z0-9]+\/[A-Z0-9]+/g) ?? [];
  return named.every((id) => traded.has(id))
    ? null
    : `of a market that is none of the ${listings} published ones`;
}

function differs({ url, output }: RequestFixture, { path, params }: Exchanged, skip: ReadonlySet<string>) {
  const { pathname, searchParams } = new URL(url);
  if (pathname !== path) return `it went to ${path} and not to ${pathname}`;
  const wanted = new Map([...searchParams, ...new URLSearchParams(output ?? '')]);
  for (const key of new Set([...wanted.keys(), ...params.keys()])) {
    if (skip.has(key) || wanted.get(key) === params.get(key)) continue;
    return `${key} is ${params.get(key) ?? 'left out'} and not ${wanted.get(key) ?? 'left out'}`;
  }
  return null;
}

function refusal(error: unknown): string | null {
  if (error === undefined) return null;
  const { code, reason } = mapCcxtError(error);
  return ofNoOrder.has(code) ? null : `the simulated venue refused it: ${code} ${reason}`;
}
