'use client';
import { useEffect } from 'react';
import type { NewsItem } from '../../../domain/NewsItem.ts';
import { newsTime } from '../../../domain/newsTime.ts';
import { news, sources } from '../../data/desk.ts';
import { usePrefs } from '../../data/prefs.ts';
import { useResource } from '../../data/resource.ts';
import { closeDialog, useUi } from '../../data/ui.ts';
import { dateTime } from '../../lib/time.ts';
import { ExternalLink } from '../chat/ExternalLink.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { SourceRow } from './SourceRow.tsx';

const everyMs = 15_000;

/** How the sources outside of the desk are, and the newest headlines that they gave. */
export function SourcesDialog() {
  const open = useUi().dialog === 'sources';
  const { data, error } = useResource(sources);
  const headlines = useResource(news).data?.items ?? [];
  useEffect(() => {
    if (!open) return;
    const ask = () => {
      sources.refresh();
      news.refresh();
    };
    ask();
    const timer = setInterval(ask, everyMs);
    return () => clearInterval(timer);
  }, [open]);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && closeDialog()}
      title="Sources"
      description="What the desk reads from outside besides prices. Trading needs none of it, and text from there is never believed."
      className="sm:max-w-2xl"
    >
      <div className="px-5 pb-5">
        {data && !data.enabled ? <Off /> : null}
        {data && data.sources.length > 0 ? (
          <ul aria-label="Sources">
            {data.sources.map((source) => (
              <SourceRow key={source.id} source={source} />
            ))}
          </ul>
        ) : null}
        {data || error ? null : <SkeletonRows rows={6} label="Loading the sources" />}
        {error && !data ? <ErrorState what="The sources" error={error} onRetry={sources.refresh} /> : null}
        {headlines.length > 0 ? <Headlines items={headlines} /> : null}
      </div>
    </Dialog>
  );
}

function Off() {
  return (
    <EmptyState title="News and mood are off">
      Set <code className="font-mono">crowd.enabled: true</code> in the home’s config.yaml and start again.
      The desk then reads the feeds that are listed there.
    </EmptyState>
  );
}

function Headlines({ items }: { items: readonly NewsItem[] }) {
  const { zone } = usePrefs();
  return (
    <section className="mt-4">
      <h3 className="flex items-center gap-2 text-sm font-semibold">
        Newest headlines <Badge look="warn">untrusted text</Badge>
      </h3>
      <ol className="mt-1">
        {items.map((item) => (
          <li key={item.id} className="border-t border-line/70 py-1.5 text-xs">
            <p className="[overflow-wrap:anywhere]">
              <ExternalLink href={item.url}>{item.untrustedTitle}</ExternalLink>
            </p>
            <p className="flex flex-wrap gap-x-3 text-2xs text-faint">
              <span>
                {dateTime(newsTime(item), zone)}
                {item.publishedAt === null ? ' (when it was read)' : ''}
              </span>
              <span>{item.sourceName}</span>
              {item.also.length > 0 ? <span>also seen {item.also.length} times</span> : null}
              {item.assets.length > 0 ? <span>{item.assets.join(', ')}</span> : null}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
