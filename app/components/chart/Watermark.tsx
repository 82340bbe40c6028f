import type { StateView } from '../../../domain/views.ts';
import { cn } from '../../lib/cn.ts';

const words = {
  generated: { text: 'Simulated market, not real prices', tone: 'text-sim' },
  recorded: { text: 'Recorded market, past prices', tone: 'text-recorded' },
  real: { text: 'Real market', tone: 'text-real' },
  testNetwork: { text: 'Test network, not real prices', tone: 'text-sim' },
} as const;

/** Lies on every chart, so that a screenshot of a simulation can never pass for the market. */
export function Watermark({ market, small }: { market: StateView['market']; small?: boolean }) {
  const { text, tone } = words[market.kind];
  return (
    <p
      className={cn(
        'pointer-events-none absolute z-10 rounded-sm bg-panel/70 font-semibold uppercase',
        small ? 'bottom-8 left-14 px-1 text-[10px]' : 'bottom-9 left-14 px-1.5 py-0.5 text-2xs',
        tone,
      )}
    >
      {text}
    </p>
  );
}
