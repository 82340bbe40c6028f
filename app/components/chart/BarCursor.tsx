'use client';
import { useState } from 'react';
import type { Bar } from '../../../domain/market.ts';
import type { NewsItem } from '../../../domain/NewsItem.ts';
import { usePrefs } from '../../data/prefs.ts';
import { dateTime } from '../../lib/time.ts';

type Props = {
  label: string;
  bars: readonly Bar[] | undefined;
  /** News that came in a bar, to be spoken with it. */
  newsOf: (bar: Bar) => readonly NewsItem[];
  onPoint: (bar: Bar) => void;
};

/** Makes the chart readable without a mouse: arrows move along the bars and each is spoken. */
export function BarCursor({ label, bars, newsOf, onPoint }: Props) {
  const { zone } = usePrefs();
  const [index, setIndex] = useState<number | null>(null);
  const last = Math.max(0, (bars?.length ?? 1) - 1);
  const at = Math.min(index ?? last, last);
  const bar = bars?.[at];
  const words = bar
    ? `${dateTime(bar.ts, zone)}, open ${bar.open}, high ${bar.high}, low ${bar.low}, close ${bar.close}${newsOf(bar).map(spoken).join('')}`
    : 'no bars yet';
  return (
    <>
      <input
        type="range"
        aria-label={label}
        aria-valuetext={words}
        min={0}
        max={last}
        value={at}
        onChange={(event) => {
          const next = Number(event.target.value);
          setIndex(next);
          const pointed = bars?.[next];
          if (pointed) onPoint(pointed);
        }}
        className="peer sr-only"
      />
      <div className="pointer-events-none absolute inset-0.5 rounded-md peer-focus-visible:outline-2 peer-focus-visible:outline-focus" />
    </>
  );
}

function spoken({ sourceName, untrustedTitle }: NewsItem): string {
  return `, news from ${sourceName}: ${untrustedTitle}`;
}
