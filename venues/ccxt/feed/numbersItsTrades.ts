const consecutive: ReadonlySet<string> = new Set(['binance', 'kraken', 'coinbase']);

/** Whether an exchange numbers the trades of an instrument without holes, so that a hole is a gap. */
export function numbersItsTrades(exchange: string): boolean {
  return consecutive.has(exchange);
}
