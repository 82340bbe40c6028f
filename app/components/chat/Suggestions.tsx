'use client';
import { usePrefs } from '../../data/prefs.ts';

/** Three things to ask, one press each. */
export function Suggestions({ onAsk }: { onAsk: (text: string) => void }) {
  const { instrument } = usePrefs();
  const base = instrument.split('/')[0] ?? instrument;
  const asks = [
    `What is ${base} doing right now?`,
    `Buy 500 USDT of ${base} with a 2% stop`,
    'What changed since yesterday?',
  ];
  return (
    <ul aria-label="Things to ask" className="flex flex-col items-start gap-1.5">
      {asks.map((ask) => (
        <li key={ask}>
          <button
            type="button"
            onClick={() => onAsk(ask)}
            className="min-h-8 rounded-full border border-line-strong bg-raised px-3 py-1.5 text-left text-xs text-ink hover:border-control max-md:min-h-11 max-md:px-4"
          >
            {ask}
          </button>
        </li>
      ))}
    </ul>
  );
}
