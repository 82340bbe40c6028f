import type { PublicTrade } from '../../domain/trades/PublicTrade.ts';

/** A stretch of time whose trades lie in one row (ms). Measured: a busy second is still quick to read, merge and write. */
export const chunkMs = 1_000;

/** Trades on their way into or out of the row of the second that begins at `start` (epoch ms). */
export type TradeChunk = { start: number; trades: PublicTrade[] };

/** Parts trades, in any order, into their chunks. */
export function toTradeChunks(trades: readonly PublicTrade[]): TradeChunk[] {
  const chunks = new Map<number, TradeChunk>();
  let last: TradeChunk | undefined;
  for (const trade of trades) {
    const start = trade.exchangeTime - (trade.exchangeTime % chunkMs);
    if (last?.start !== start) {
      last = chunks.get(start) ?? { start, trades: [] };
      chunks.set(start, last);
    }
    last.trades.push(trade);
  }
  return [...chunks.values()].sort((one, other) => one.start - other.start);
}

/**
 * The trades of a chunk as text, a line each: time within the second, price, quantity, b or s for the taker's side (a
 * capital after a break), and the id, which ends the line and is empty where there is none.
 */
export function encodeTrades({ start, trades }: TradeChunk): string {
  let text = '';
  for (const { exchangeTime, price, quantity, takerSide, afterBreak, id } of trades) {
    const side = takerSide === 'buy' ? (afterBreak ? 'B' : 'b') : afterBreak ? 'S' : 's';
    text += `${exchangeTime - start},${price},${quantity},${side},${id ?? ''}\n`;
  }
  return text;
}

/** Appends the trades of a chunk's text to `into`. */
export function decodeTrades({ start, text }: { start: number; text: string }, into: PublicTrade[]): void {
  for (let at = 0; at < text.length; ) {
    const price = text.indexOf(',', at) + 1;
    const quantity = text.indexOf(',', price) + 1;
    const side = text.indexOf(',', quantity) + 1;
    const id = side + 2;
    const end = text.indexOf('\n', id);
    const letter = text[side];
    into.push({
      id: end === id ? null : text.slice(id, end),
      price: text.slice(price, quantity - 1),
      quantity: text.slice(quantity, side - 1),
      takerSide: letter === 'b' || letter === 'B' ? 'buy' : 'sell',
      exchangeTime: start + Number(text.slice(at, price - 1)),
      afterBreak: letter === 'B' || letter === 'S',
    });
    at = end + 1;
  }
}
