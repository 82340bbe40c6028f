'use client';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import type { Evidence } from '../../../domain/Evidence.ts';
import { getJson } from '../../data/http.ts';
import { usePrefs } from '../../data/prefs.ts';
import { dateTime } from '../../lib/time.ts';
import { Badge } from '../ui/Badge.tsx';
import { toolWords } from './toolWords.ts';

/** A citation in an answer: opens what was read, from where, and of when. */
export function EvidenceLink({ id }: { id: string }) {
  const [found, setFound] = useState<Evidence | 'missing' | null>(null);
  const { zone } = usePrefs();

  function load(open: boolean): void {
    if (!open || (found !== null && found !== 'missing')) return;
    getJson<Evidence>(`/api/evidence/${encodeURIComponent(id)}`)
      .then(setFound)
      .catch(() => setFound('missing'));
  }

  return (
    <Popover.Root onOpenChange={load}>
      <Popover.Trigger
        aria-label={`${id}, show the evidence`}
        className="mx-0.5 rounded-sm bg-raised px-1 font-mono text-2xs text-muted ring-1 ring-line-strong ring-inset hover:text-ink"
      >
        {id}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={6}
          collisionPadding={8}
          aria-label={`Evidence ${id}`}
          className="z-50 w-72 animate-rise rounded-lg border border-line-strong bg-panel p-3 text-xs shadow-float"
        >
          {found === null ? <p className="text-muted">Loading</p> : null}
          {found === 'missing' ? <p className="text-warn">This evidence could not be read.</p> : null}
          {found !== null && found !== 'missing' ? (
            <>
              <p className="flex items-center gap-2 font-medium">
                {toolWords(found.tool, false)} <span className="font-normal text-muted">{found.source}</span>
                {found.trusted ? null : <Badge look="warn">untrusted text</Badge>}
              </p>
              <p className="mt-0.5 text-faint">{dateTime(found.exchangeTime ?? found.observedAt, zone)}</p>
              <dl className="mt-2 grid max-h-56 grid-cols-[1fr_auto] gap-x-3 gap-y-0.5 overflow-y-auto">
                {found.figures.map((figure) => (
                  <div key={figure.name} className="contents">
                    <dt className="text-muted">{figure.name}</dt>
                    <dd className="text-right">{figure.value}</dd>
                  </div>
                ))}
              </dl>
            </>
          ) : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
