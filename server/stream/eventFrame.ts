import type { DeskEvent } from '../DeskApi.ts';

/** One event in the format of server-sent events (WHATWG HTML, section 9.2). */
export function eventFrame(event: string, data: unknown, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** An event that is worth nothing once a newer one of its key is there. */
export function passingFrame(event: Exclude<DeskEvent, { type: 'journal' }>): { key: string; frame: string } {
  switch (event.type) {
    case 'quote':
      return { key: `quote/${event.quote.instrument}`, frame: eventFrame('quote', event.quote) };
    case 'bar': {
      const { type: _, ...data } = event;
      return {
        key: `bar/${event.instrument}/${event.timeframe}/${event.bar.ts}`,
        frame: eventFrame('bar', data),
      };
    }
    case 'feed':
      return { key: 'feed', frame: eventFrame('feed', event.feed) };
    case 'state':
      return { key: 'state', frame: eventFrame('state', {}) };
  }
}
