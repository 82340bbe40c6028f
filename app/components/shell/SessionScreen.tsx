'use client';
import { useState } from 'react';
import { refreshAll } from '../../data/desk.ts';
import { getJson, signedIn } from '../../data/http.ts';
import { Button } from '../ui/Button.tsx';
import { Wordmark } from './Wordmark.tsx';

/** What someone sees without a session: nothing is wrong, and this is how to get in. */
export function SessionScreen() {
  const [tried, setTried] = useState(false);

  async function again(): Promise<void> {
    setTried(false);
    try {
      await getJson('/api/state');
      signedIn.set(true);
      refreshAll();
    } catch {
      setTried(true);
    }
  }

  return (
    <main className="dot-grid flex h-dvh items-center justify-center p-6">
      <div className="w-full max-w-md animate-rise rounded-xl border border-line-strong bg-panel p-7 shadow-float">
        <Wordmark />
        <h1 className="mt-7 text-xl font-semibold tracking-tight">This desk needs a launch address</h1>
        <p className="mt-2 text-base text-muted">
          Each address works once, in one browser, so that nobody else on this machine can approve for you.
          Your orders and stops are not affected by this page being closed.
        </p>
        <ol className="mt-5 space-y-3 text-base">
          <li>
            <span className="label-caps">In the folder of Countersign, run</span>
            <code className="mt-1 block rounded-md border border-line bg-sunken px-3 py-2.5 font-mono text-sm">
              npx countersign open
            </code>
          </li>
          <li className="text-muted">Open the address that it prints, in this browser.</li>
        </ol>
        <div className="mt-6 flex items-center gap-3">
          <Button size="md" onClick={again}>
            I have a session, try again
          </Button>
          <p role="status" className="text-xs text-muted">
            {tried ? 'Still signed out.' : ''}
          </p>
        </div>
      </div>
    </main>
  );
}
