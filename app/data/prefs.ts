import type { Timeframe } from '../../domain/market.ts';
import type { Zone } from '../lib/time.ts';
import { createStore, useStore } from './store.ts';

export type Palette = 'blue-orange' | 'classic' | 'red-up';
export type Indicator = 'ema20' | 'ema50' | 'bollinger' | 'rsi';

/** What this browser remembers. Nothing in it is needed to trade. */
export type Prefs = {
  zone: Zone;
  palette: Palette;
  shortcuts: boolean;
  notify: boolean;
  instrument: string;
  /** True until the chart has turned to the first proposal, or someone has chosen an instrument. */
  follow: boolean;
  timeframe: Timeframe;
  indicators: Indicator[];
  /** Whether the model's forecast is drawn as a fan. */
  fan: boolean;
  /** Whether news is marked on the chart's time axis. */
  news: boolean;
  tour: 'open' | 'closed';
  reviewed: boolean;
  paused: boolean;
  chat: string;
};

const defaults: Prefs = {
  zone: 'utc',
  palette: 'blue-orange',
  shortcuts: true,
  notify: false,
  instrument: 'BTC/USDT',
  follow: true,
  timeframe: '5m',
  indicators: ['ema20', 'ema50'],
  fan: true,
  news: true,
  tour: 'open',
  reviewed: false,
  paused: false,
  chat: 'desk',
};
const key = 'countersign.prefs';

export const prefs = createStore<Prefs>(defaults);

/** Reads what was remembered; called once after the first paint, so that server and browser agree on it. */
export function restorePrefs(): void {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof stored === 'object' && stored !== null) prefs.set({ ...defaults, ...stored });
  } catch {
    localStorage.removeItem(key);
  }
}

export function setPrefs(change: Partial<Prefs>): void {
  prefs.set((before) => ({ ...before, ...change }));
  try {
    localStorage.setItem(key, JSON.stringify(prefs.get()));
  } catch {
    // A browser that stores nothing still trades; it only forgets the colours.
  }
}

export function usePrefs(): Prefs {
  return useStore(prefs);
}
