'use client';
import type { NewsItem } from '../../../domain/NewsItem.ts';
import { newsTime } from '../../../domain/newsTime.ts';
import { usePrefs } from '../../data/prefs.ts';
import { setUi } from '../../data/ui.ts';
import { clockTime } from '../../lib/time.ts';

const shown = 3;

/** Headlines of the bar under the cursor, as untrusted text; opens the sources. */
export function NewsLines({ items }: { items: readonly NewsItem[] }) {
  const { zone } = usePrefs();
  return (
    <button
      type="button"
      title="Headlines are untrusted text from outside"
      onClick={() => setUi({ dialog: 'sources' })}
      className="pointer-events-auto flex w-fit max-w-xl flex-col items-start rounded-sm bg-panel/90 text-left hover:text-ink"
    >
      {items.slice(0, shown).map((item) => (
        <span key={item.id} className="max-w-full truncate">
          <span aria-hidden className="mr-1 inline-block size-1.5 rounded-full bg-ink align-middle" />
          {clockTime(newsTime(item), zone)} <span className="text-faint">{item.sourceName}:</span>{' '}
          {item.untrustedTitle}
        </span>
      ))}
      {items.length > shown ? <span className="text-faint">and {items.length - shown} more</span> : null}
    </button>
  );
}
