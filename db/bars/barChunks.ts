import type { Bar } from '../../domain/market.ts';

/** Places for bars in one chunk. Measured: larger ones are slower to add to, smaller ones slower to read. */
const placesPerChunk = 1_024;

/** Bars on their way into or out of a chunk, which begins at `start` (epoch ms) and has a place for each open. */
export type BarChunk = { start: number; bars: Bar[] };

/** Where the chunk that an open belongs to begins. */
export function chunkStart(ts: number, lengthMs: number): number {
  return ts - (ts % (lengthMs * placesPerChunk));
}

/** Parts ascending bars into their chunks. */
export function toChunks(bars: readonly Bar[], lengthMs: number): BarChunk[] {
  const chunks: BarChunk[] = [];
  for (const bar of bars) {
    const start = chunkStart(bar.ts, lengthMs);
    const last = chunks.at(-1);
    if (last?.start === start) last.bars.push(bar);
    else chunks.push({ start, bars: [bar] });
  }
  return chunks;
}

/** The bars of a chunk as text: a line each, with its place and its numbers as they are written. */
export function encodeChunk({ start, bars }: BarChunk, lengthMs: number): string {
  let text = '';
  for (const { ts, open, high, low, close, volume } of bars) {
    text += `${(ts - start) / lengthMs},${open},${high},${low},${close},${volume}\n`;
  }
  return text;
}

/** Appends the bars of a chunk's text to `into`. Slices of one string: that is what makes a million a second. */
export function decodeChunk(chunk: { start: number; text: string }, lengthMs: number, into: Bar[]): void {
  const { start, text } = chunk;
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf(',', at) + 1;
    const high = text.indexOf(',', open) + 1;
    const low = text.indexOf(',', high) + 1;
    const close = text.indexOf(',', low) + 1;
    const volume = text.indexOf(',', close) + 1;
    const end = text.indexOf('\n', volume);
    into.push({
      ts: start + Number(text.slice(at, open - 1)) * lengthMs,
      open: text.slice(open, high - 1),
      high: text.slice(high, low - 1),
      low: text.slice(low, close - 1),
      close: text.slice(close, volume - 1),
      volume: text.slice(volume, end),
    });
    at = end + 1;
  }
}
