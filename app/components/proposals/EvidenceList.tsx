'use client';
import { ChevronRight } from 'lucide-react';
import { memo, useState } from 'react';
import type { EvidenceRef } from '../../../domain/Evidence.ts';
import type { ProposalView } from '../../../domain/views.ts';
import { usePrefs } from '../../data/prefs.ts';
import { cn } from '../../lib/cn.ts';
import { clockTime } from '../../lib/time.ts';
import { actorWords } from '../../lib/words.ts';
import { Badge } from '../ui/Badge.tsx';

/** What the proposal leans on, each with its source and the source's own time. */
export const EvidenceList = memo(function EvidenceList({ proposal }: { proposal: ProposalView }) {
  const [open, setOpen] = useState(false);
  const { evidence } = proposal;
  const shown = open ? evidence : evidence.slice(0, 2);
  const more = evidence.length - 2;
  return (
    <div className="mt-3 border-t border-line px-4 pt-3">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="text-xs font-semibold">Evidence</h3>
        <p className="truncate text-xs text-muted">proposed by {actorWords(proposal.by)}</p>
      </div>
      {evidence.length === 0 ? (
        <p className="mt-1 text-xs text-muted">
          {proposal.origin === 'operator' ? 'None: typed in by a person.' : 'None was attached.'}
        </p>
      ) : (
        <ul aria-label="Evidence" className="mt-1.5 space-y-1">
          {shown.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </ul>
      )}
      {more > 0 ? (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="-ml-1 mt-1 inline-flex min-h-6 items-center gap-1 rounded-sm px-1 text-xs text-muted hover:text-ink"
        >
          <ChevronRight aria-hidden className={cn('size-3 transition-transform', open && 'rotate-90')} />
          {open ? 'Less evidence' : `${more} more`}
        </button>
      ) : null}
    </div>
  );
});

function Item({ item }: { item: EvidenceRef }) {
  const { zone } = usePrefs();
  return (
    <li className="flex items-baseline gap-2 text-xs">
      <span className="min-w-0 flex-1 text-ink">{item.summary}</span>
      {item.tool === 'runTrendModel' && !item.summary.includes('Brier') ? <Badge>uncalibrated</Badge> : null}
      {item.trusted ? null : <Badge look="warn">untrusted text</Badge>}
      <span className="shrink-0 text-faint" title={`${item.id} · ${item.tool}`}>
        {item.source} · {clockTime(item.exchangeTime ?? item.observedAt, zone)}
      </span>
    </li>
  );
}
