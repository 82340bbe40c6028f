import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const common = {
  description: z.string(),
  method: z.string(),
  input: z.array(z.unknown()).default([]),
  options: z.record(z.string(), z.unknown()).optional(),
  disabled: z.boolean().optional(),
};
const requestFixture = z.object({ ...common, url: z.string(), output: z.string().nullish() });
const responseFixture = z.object({ ...common, httpResponse: z.unknown(), parsedResponse: z.unknown() });

/** A call of ccxt's, and the request that has to come of it. */
export type RequestFixture = z.infer<typeof requestFixture>;
/** What an exchange answered to a call, and what has to be read from it. */
export type ResponseFixture = z.infer<typeof responseFixture>;

const file = <T extends z.ZodType>(fixture: T) =>
  z.object({
    skipKeys: z.array(z.string()).default([]),
    methods: z.record(z.string(), z.array(fixture)),
  });
const markets = z.record(z.string(), z.object({ spot: z.boolean().optional(), info: z.unknown() }));

/** One market as Binance's exchangeInfo lists it. */
const listing = z.looseObject({
  symbol: z.string(),
  baseAsset: z.string(),
  quoteAsset: z.string(),
  filters: z.array(z.looseObject({ filterType: z.string() })),
});
export type Listing = z.infer<typeof listing>;

export type Fixtures = {
  requests: RequestFixture[];
  responses: ResponseFixture[];
  /** Parameters that differ each time. */
  skipKeys: ReadonlySet<string>;
  listings: Listing[];
};

const folder = join('ts', 'src', 'test', 'static');

/** Reads what ccxt publishes for Binance, from a checkout of its repository. Undefined where there is none. */
export function readFixtures(checkout: string): Fixtures | undefined {
  const paths = (['request', 'response', 'markets'] as const).map((kind) =>
    join(checkout, folder, kind, 'binance.json'),
  );
  if (!paths.every((path) => existsSync(path))) return undefined;
  const [request, response, market] = paths.map((path): unknown => JSON.parse(readFileSync(path, 'utf8')));
  const asked = file(requestFixture).parse(request);
  const answered = file(responseFixture).parse(response);
  return {
    requests: Object.values(asked.methods).flat(),
    responses: Object.values(answered.methods).flat(),
    skipKeys: new Set(asked.skipKeys),
    listings: Object.values(markets.parse(market)).flatMap(({ spot, info }) => {
      const found = listing.safeParse(info);
      return spot === true && found.success ? [found.data] : [];
    }),
  };
}
