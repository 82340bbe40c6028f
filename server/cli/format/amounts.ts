import { decimal } from '../../../domain/decimal.ts';

/** A decimal with thousands separated and, if asked for, a fixed number of places: `67,240.0`. */
export function amount(value: string, places?: number): string {
  const [whole = '', fraction] = (places === undefined ? value : decimal(value).toFixed(places)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return text.replace(/^-/, /[1-9]/.test(text) ? '−' : '');
}

/** As `amount`, with its sign in front even when it is positive. */
export function signed(value: string, places?: number): string {
  const text = amount(value, places);
  return text.startsWith('−') || !/[1-9]/.test(text) ? text : `+${text}`;
}

/** A time of day in UTC, `14:03:09Z`. */
export function timeOfDay(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)}Z`;
}

/** A date and time in UTC, `2026-11-22 14:03:09Z`. */
export function dateTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

/** What is left until a time, `04:32`; `over` once it has passed. */
export function countdown(until: number, now: number): string {
  const seconds = Math.floor((until - now) / 1000);
  if (seconds < 0) return 'over';
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Decimals that a tick asks for: 1 for `"0.1"`. */
export function placesOf(tick: string): number {
  return decimal(tick).decimalPlaces();
}
