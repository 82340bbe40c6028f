import { VenueError } from '../VenueError.ts';

/**
 * ccxt's class of one exchange, and no other: the whole of ccxt takes a second longer. Throws `VenueError` for an
 * exchange that ccxt does not know, or has no streams of where those are asked for.
 */
export async function importExchange<Exchange>(
  exchange: string,
  kind: 'rest' | 'streams' = 'rest',
): Promise<new (config: object) => Exchange> {
  const unknown = (cause?: unknown) =>
    new VenueError(
      'venue.unknownExchange',
      `${JSON.stringify(exchange)} is no exchange that ccxt knows. Nothing was changed; use a name such as binance, kraken, coinbase, okx, bybit or hyperliquid.`,
      { cause },
    );
  if (!/^[a-z0-9]{2,40}$/.test(exchange)) throw unknown();
  const location = new URL(
    `./src/${kind === 'streams' ? 'pro/' : ''}${exchange}.js`,
    import.meta.resolve('ccxt'),
  ).href;
  const module: { default: new (config: object) => Exchange } = await import(location).catch(
    (cause: unknown) => {
      throw unknown(cause);
    },
  );
  return module.default;
}
