'use client';
import { useTheme } from 'next-themes';
import { useEffect, useLayoutEffect } from 'react';
import { Toaster } from 'sonner';
import { signedIn } from '../../data/http.ts';
import { loadQuote } from '../../data/market.ts';
import { restorePrefs, usePrefs } from '../../data/prefs.ts';
import { useStore } from '../../data/store.ts';
import { openStream } from '../../data/stream.ts';
import { useAttention } from '../../hooks/useAttention.ts';
import { useFollowProposal } from '../../hooks/useFollowProposal.ts';
import { useShortcuts } from '../../hooks/useShortcuts.ts';
import { Desk } from './Desk.tsx';
import { followAddress } from './followAddress.ts';
import { loadParts } from './loadParts.ts';
import { SessionScreen } from './SessionScreen.tsx';

/** The whole page: the desk, or how to get in. */
export function App() {
  const open = useStore(signedIn);
  const { palette, instrument } = usePrefs();
  const { resolvedTheme } = useTheme();

  // Before the browser paints again, so that what was remembered does not show up as a jump.
  useLayoutEffect(() => restorePrefs(), []);
  useEffect(() => openStream(), []);
  useEffect(() => loadParts(), []);
  useEffect(() => {
    document.documentElement.dataset.palette = palette;
  }, [palette]);
  useEffect(() => {
    loadQuote(instrument).catch(() => undefined);
  }, [instrument]);
  useEffect(() => followAddress(), []);
  useFollowProposal();
  useShortcuts();
  useAttention();

  return (
    <>
      {open ? <Desk /> : <SessionScreen />}
      <Toaster
        theme={resolvedTheme === 'light' ? 'light' : 'dark'}
        position="bottom-left"
        mobileOffset={{ bottom: 72 }}
        toastOptions={{ className: 'font-sans !text-sm !bg-panel !text-ink !border-line-strong' }}
      />
    </>
  );
}
