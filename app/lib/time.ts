/** One clock everywhere: UTC, or the browser's zone where the trader asked for it. Times are epoch ms. */
export type Zone = 'utc' | 'local';

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: Zone, kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone}|${kind}`;
  let found = cache.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', {
      ...options,
      hour12: false,
      ...(zone === 'utc' ? { timeZone: 'UTC' } : {}),
    });
    cache.set(key, found);
  }
  return found;
}

const hms = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;

/** `12:00:03Z` in UTC, `14:00:03` in local time. */
export function clockTime(ms: number, zone: Zone): string {
  return `${formatter(zone, 'hms', hms).format(ms)}${zone === 'utc' ? 'Z' : ''}`;
}

/** `12:00` without a suffix, for axes. */
export function shortTime(ms: number, zone: Zone): string {
  return formatter(zone, 'hm', { hour: '2-digit', minute: '2-digit' }).format(ms);
}

/** `22 Nov`. */
export function shortDate(ms: number, zone: Zone): string {
  return formatter(zone, 'date', { day: 'numeric', month: 'short' }).format(ms);
}

/** `22 Nov 12:00:03Z`; the year is added when it is not this year. */
export function dateTime(ms: number, zone: Zone): string {
  const year = new Date(ms).getUTCFullYear();
  const shown = year === new Date().getUTCFullYear() ? '' : ` ${year}`;
  return `${shortDate(ms, zone)}${shown} ${clockTime(ms, zone)}`;
}
