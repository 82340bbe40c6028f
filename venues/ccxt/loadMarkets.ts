/** ccxt keeps the promise of its markets even where it failed, so a second try has to ask for it in so many words. */
export function loadMarkets(exchange: {
  readonly markets: Readonly<Record<string, unknown>> | undefined;
  loadMarkets(reload?: boolean): Promise<unknown>;
}): Promise<unknown> {
  return exchange.loadMarkets(exchange.markets === undefined);
}
