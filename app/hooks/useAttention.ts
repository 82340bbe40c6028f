import { useEffect, useRef } from 'react';
import { serverNow } from '../data/desk.ts';
import { usePrefs } from '../data/prefs.ts';
import { openReview } from '../data/ui.ts';
import { countdown } from '../lib/format.ts';
import { useNow } from './useNow.ts';
import { useWaiting } from './useWaiting.ts';

const soonMs = 60_000;

/** Tells of proposals that wait or are about to expire: in the tab's title, and by notification if allowed. */
export function useAttention(): void {
  const waiting = useWaiting();
  const { notify } = usePrefs();
  const now = useNow(1000);
  const told = useRef(new Set<string>());
  const first = waiting[0];
  const left = first && now > 0 ? first.expiresAt - now : null;

  useEffect(() => {
    if (!first) document.title = 'Countersign';
    else if (left !== null && left < soonMs)
      document.title = `(${waiting.length}) expires ${countdown(left)} · Countersign`;
    else document.title = `(${waiting.length}) waiting for you · Countersign`;
  }, [first, left, waiting.length]);

  useEffect(() => {
    if (!notify || !('Notification' in window) || Notification.permission !== 'granted') return;
    for (const proposal of waiting) {
      const soon = proposal.expiresAt - serverNow() < soonMs;
      const key = `${proposal.id} ${soon ? 'soon' : 'new'}`;
      if (told.current.has(key)) continue;
      told.current.add(key);
      if (document.visibilityState === 'visible') continue;
      const text = `${proposal.mode.toUpperCase()}: ${proposal.side} ${proposal.quantity} ${proposal.instrument}`;
      const note = new Notification(soon ? 'A proposal is about to expire' : 'A proposal waits for you', {
        body: text,
        tag: proposal.id,
      });
      note.onclick = () => {
        window.focus();
        openReview(proposal.id);
      };
    }
  }, [waiting, notify]);
}
