import type { Desk } from '../Desk.ts';

/** How old the newest price of all is, in milliseconds by our clock; null before the first. */
export function feedAge(desk: Desk): number | null {
  const times = [...desk.market.instruments.keys()].map((id) => desk.market.quote(id)?.receivedAt);
  const newest = Math.max(...times.filter((time) => time !== undefined));
  return Number.isFinite(newest) ? Math.max(0, desk.clock.now() - newest) : null;
}
