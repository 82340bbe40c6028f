import { VenueRejection } from '../VenueRejection.ts';

/** Limits that exchangeInfo announces. */
export type RateLimits = { weightPerMinute: number; ordersPerTenSeconds: number; ordersPerDay: number };

export const defaultRateLimits: RateLimits = {
  weightPerMinute: 6_000,
  ordersPerTenSeconds: 100,
  ordersPerDay: 200_000,
};

const windows = { minute: 60_000, tenSeconds: 10_000, day: 86_400_000 };

/** Counts request weight per address and orders per account in fixed windows, as the exchange does. */
export class RateLimiter {
  readonly limits: RateLimits;
  readonly #counts = new Map<string, { window: number; count: number }>();

  constructor(limits: RateLimits) {
    this.limits = limits;
  }

  /** Adds a request's weight. Throws -1003 with the seconds to wait once the minute's weight is used up. */
  countWeight(address: string, weight: number, now: number): number {
    const used = this.#add(`weight ${address}`, windows.minute, weight, now);
    if (used > this.limits.weightPerMinute) {
      throw new VenueRejection(
        -1003,
        `Too much request weight used; current limit is ${this.limits.weightPerMinute} request weight per 1 MINUTE. Please use WebSocket Streams for live updates to avoid polling the API.`,
        { status: 429, retryAfter: secondsLeft(windows.minute, now) },
      );
    }
    return used;
  }

  /** Adds a new order. Throws -1015 once a window's orders are used up. */
  countOrder(account: string, now: number): { tenSeconds: number; day: number } {
    const tenSeconds = this.#add(`10s ${account}`, windows.tenSeconds, 1, now);
    const day = this.#add(`1d ${account}`, windows.day, 1, now);
    const { ordersPerTenSeconds, ordersPerDay } = this.limits;
    if (tenSeconds > ordersPerTenSeconds) {
      throw tooManyOrders(ordersPerTenSeconds, '10 SECOND', secondsLeft(windows.tenSeconds, now));
    }
    if (day > ordersPerDay) throw tooManyOrders(ordersPerDay, '1 DAY', secondsLeft(windows.day, now));
    return { tenSeconds, day };
  }

  /** What has been used, for answers' rate limit fields. */
  used(address: string, account: string, now: number): { weight: number; tenSeconds: number; day: number } {
    return {
      weight: this.#add(`weight ${address}`, windows.minute, 0, now),
      tenSeconds: this.#add(`10s ${account}`, windows.tenSeconds, 0, now),
      day: this.#add(`1d ${account}`, windows.day, 0, now),
    };
  }

  #add(name: string, length: number, amount: number, now: number): number {
    const window = Math.floor(now / length);
    const before = this.#counts.get(name);
    const count = (before?.window === window ? before.count : 0) + amount;
    this.#counts.set(name, { window, count });
    return count;
  }
}

function secondsLeft(length: number, now: number): number {
  return Math.ceil((length - (now % length)) / 1_000);
}

function tooManyOrders(limit: number, interval: string, retryAfter: number): VenueRejection {
  return new VenueRejection(-1015, `Too many new orders; current limit is ${limit} orders per ${interval}.`, {
    status: 429,
    retryAfter,
  });
}
