'use client';
import { deskState } from '../../data/desk.ts';
import { usePrefs } from '../../data/prefs.ts';
import { useResource } from '../../data/resource.ts';
import { useOnline } from '../../hooks/useOnline.ts';
import { useQuoteAge } from '../../hooks/useQuoteAge.ts';
import { cn } from '../../lib/cn.ts';
import { age } from '../../lib/format.ts';

/** How old the newest price is, by the exchange's own time. */
export function FeedAge() {
  const { instrument } = usePrefs();
  const quoteAge = useQuoteAge(instrument);
  const feed = useResource(deskState).data?.market.feed;
  const online = useOnline();
  if (!feed) return null;
  const grade = !online ? 'stale' : (quoteAge?.grade ?? 'stale');
  const words = !online
    ? 'offline'
    : feed.state === 'live' || feed.state === 'stale'
      ? quoteAge
        ? age(quoteAge.ms)
        : 'no price'
      : feed.state;
  return (
    <p
      className="flex items-center gap-1.5 whitespace-nowrap text-xs"
      title={feed.reason || 'Age of the newest price'}
    >
      <span
        aria-hidden
        className={cn(
          'size-1.5 rounded-full',
          grade === 'fresh' ? 'bg-good' : grade === 'ageing' ? 'bg-warn' : 'bg-danger',
        )}
      />
      <span className="text-faint">Feed</span>
      <span
        className={cn(
          'min-w-9',
          grade === 'stale' ? 'font-medium text-danger' : grade === 'ageing' ? 'text-warn' : 'text-muted',
        )}
      >
        {words}
      </span>
    </p>
  );
}
