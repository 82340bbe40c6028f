'use client';
import type { ReactNode } from 'react';
import { deskState } from '../../data/desk.ts';
import { usePrefs } from '../../data/prefs.ts';
import { useResource } from '../../data/resource.ts';
import { closeDialog, setUi, useUi } from '../../data/ui.ts';
import { dateTime } from '../../lib/time.ts';
import { ModeBadge } from '../shell/ModeBadge.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';

/** What this desk runs on, and how to connect a model. */
export function SetupDialog() {
  const { dialog } = useUi();
  const state = useResource(deskState).data;
  const { zone } = usePrefs();
  return (
    <Dialog
      open={dialog === 'setup'}
      onOpenChange={(next) => !next && closeDialog()}
      title="What runs here"
      description="Each part can be exchanged by one setting; nothing here is changed from the page."
    >
      {state ? (
        <div className="px-5 pb-5">
          <dl className="text-xs">
            <Row term="Mode">
              <ModeBadge mode={state.mode} /> <span className="ml-1">{state.modeNotice}</span>
            </Row>
            <Row term="Live trading">{state.liveTrading}</Row>
            <Row term="Market">{state.market.label}</Row>
            <Row term="Venue">{state.venue.label}</Row>
            <Row term="Analyst">{state.analyst.label}</Row>
            <Row term="Database">
              {state.database.label}
              {state.database.durable ? '' : ' (does not survive a power cut)'}
            </Row>
            <Row term="Documents">{state.documents.label}</Row>
            <Row term="Chain">{state.chain.label}</Row>
            <Row term="Sources">
              <button
                type="button"
                className="min-h-6 underline hover:text-ink"
                onClick={() => setUi({ dialog: 'sources' })}
              >
                News, mood and what else is read
              </button>
            </Row>
            <Row term="Books reconciled">{state.reconciled ? 'yes, with the venue' : 'not yet'}</Row>
            <Row term="Running since">
              {dateTime(state.startedAt, zone)} · version {state.version}
            </Row>
          </dl>
          <p className="mt-3 text-xs text-faint">
            Charts by{' '}
            <a
              className="underline hover:text-ink"
              href="https://www.tradingview.com/"
              rel="noreferrer"
              target="_blank"
            >
              TradingView Lightweight Charts
            </a>
            , Apache License 2.0.
          </p>
          {state.analyst.ruleBased ? (
            <section className="mt-4 rounded-lg border border-line-strong bg-raised px-4 py-3">
              <h3 className="text-sm font-semibold">Connect a model</h3>
              <p className="mt-1 text-xs text-muted">
                The analyst works by rules now. With a model it understands free text; the gate, your approval
                and the tools stay the same, and a model can still only propose. Stop the desk, set a key,
                start again:
              </p>
              <pre className="mt-2 overflow-x-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-xs">
                {'OPENAI_API_KEY=… npm start'}
              </pre>
              <p className="mt-2 text-xs text-muted">
                The README names the settings for other OpenAI-compatible addresses. Keys stay on this machine
                and never reach this page.
              </p>
            </section>
          ) : null}
        </div>
      ) : (
        <SkeletonRows rows={8} label="Loading the setup" />
      )}
    </Dialog>
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[8.5rem_1fr] gap-3 border-b border-line py-2">
      <dt className="text-faint">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
