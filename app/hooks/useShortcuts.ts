import { useEffect } from 'react';
import { timeframes } from '../components/chart/timeframes.ts';
import { prefs, setPrefs } from '../data/prefs.ts';
import { knownProposal, proposals } from '../data/proposals.ts';
import { openReview, setUi, showPart, showScreen, ui } from '../data/ui.ts';
import { isWaiting } from '../lib/words.ts';

/** Where `g` and a letter go. */
const places: Record<string, () => void> = {
  d: () => {
    showPart({ phone: 'chart' });
    focusOn('#chart input[type=range]');
  },
  p: () => showPart({ rail: 'proposals', phone: 'proposals' }),
  o: () => showPart({ dock: 'orders', phone: 'positions' }),
  r: () => showPart({ rail: 'risk', phone: 'risk' }),
  m: () => showScreen('models'),
  e: () => showPart({ dock: 'positions', phone: 'positions' }),
};

/** Keys of the desk. None of them approves, and single keys are off while someone types or a dialog is open. */
export function useShortcuts(): void {
  useEffect(() => {
    let afterG = 0;
    function onKey(event: KeyboardEvent): void {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setUi({ dialog: ui.get().dialog === 'palette' ? null : 'palette' });
        return;
      }
      if (event.altKey && event.shiftKey && event.code === 'KeyK') {
        event.preventDefault();
        setUi({ dialog: 'kill' });
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (!prefs.get().shortcuts || ui.get().dialog !== null) return;
      if (act(event.key, Date.now() - afterG < 1200, event.target)) event.preventDefault();
      afterG = event.key === 'g' ? Date.now() : 0;
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function act(key: string, afterG: boolean, target: EventTarget | null): boolean {
  const place = places[key];
  if (afterG && place) {
    place();
    return true;
  }
  const timeframe = /^[1-6]$/.test(key) ? timeframes[Number(key) - 1] : undefined;
  if (timeframe) {
    setPrefs({ timeframe });
    return true;
  }
  switch (key) {
    case '/':
      showPart({ phone: 'chat', rail: 'chat' });
      focusOn('#composer');
      return true;
    case '?':
      setUi({ dialog: 'help' });
      return true;
    case '[':
      return move(-1);
    case ']':
      return move(1);
    case 'Enter': {
      // Enter belongs to whatever has the focus; only on the bare page does it open a review.
      const id = ui.get().selected ?? currentId();
      if (target !== document.body || !id) return false;
      openReview(id);
      return true;
    }
    default:
      return false;
  }
}

function currentId(): string | null {
  const ids = proposals.get().data ?? [];
  return ids.find((id) => isWaiting(knownProposal(id)?.status ?? 'expired')) ?? ids[0] ?? null;
}

function move(by: 1 | -1): boolean {
  const ids = proposals.get().data ?? [];
  if (ids.length === 0) return false;
  const at = ids.indexOf(ui.get().selected ?? currentId() ?? '');
  showScreen('desk');
  setUi({ rail: 'proposals', selected: ids[Math.min(ids.length - 1, Math.max(0, at + by))] ?? null });
  return true;
}

/** Focuses an element as soon as it is there; parts of the desk come a moment after it. */
function focusOn(selector: string, tries = 60): void {
  setTimeout(() => {
    const element = document.querySelector<HTMLElement>(selector);
    if (element) element.focus();
    else if (tries > 0) focusOn(selector, tries - 1);
  }, 50);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'range' && target.type !== 'checkbox';
  return (
    target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  );
}
