import { setPrefs } from './prefs.ts';
import { createStore, useStore } from './store.ts';

export type RailTab = 'proposals' | 'ticket' | 'risk' | 'chat';
export type DockTab = 'positions' | 'orders' | 'fills' | 'alerts';
export type PhoneTab = 'chart' | 'chat' | 'proposals' | 'positions' | 'risk';
export type OpenDialog =
  | 'kill'
  | 'rearm'
  | 'loosen'
  | 'settle'
  | 'help'
  | 'palette'
  | 'setup'
  | 'sources'
  | 'review'
  | 'ticket'
  | null;

export type Screen = 'desk' | 'models';

export type Ui = {
  /** Follows the address; change it with `showScreen`. */
  screen: Screen;
  rail: RailTab;
  dock: DockTab;
  phone: PhoneTab;
  dialog: OpenDialog;
  /** A proposal that someone chose to look at. */
  selected: string | null;
  /** The proposal that was decided last; it stays in view until it is settled. */
  decided: string | null;
  review: string | null;
  /** The quarantined order that a person is asked about. */
  settling: string | null;
};

export const ui = createStore<Ui>({
  screen: 'desk',
  rail: 'proposals',
  dock: 'positions',
  phone: 'chart',
  dialog: null,
  selected: null,
  decided: null,
  review: null,
  settling: null,
});

export function setUi(change: Partial<Ui>): void {
  ui.set((before) => ({ ...before, ...change }));
}

export function useUi(): Ui {
  return useStore(ui);
}

/** Goes to a screen by its address, so that the browser's back button leads out of it again. */
export function showScreen(screen: Screen): void {
  if (ui.get().screen !== screen) location.hash = screen;
}

/** Goes to a part of the desk, from whichever screen. */
export function showPart(part: Partial<Pick<Ui, 'rail' | 'dock' | 'phone'>>): void {
  setUi(part);
  showScreen('desk');
}

/** Opens the full card of a proposal over the desk. */
export function openReview(id: string): void {
  setPrefs({ reviewed: true });
  setUi({ dialog: 'review', review: id, selected: id });
}

export function closeDialog(): void {
  setUi({ dialog: null });
}
