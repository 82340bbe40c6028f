'use client';
import { deskState, risk } from '../../data/desk.ts';
import { useResource } from '../../data/resource.ts';
import { setUi } from '../../data/ui.ts';
import { cn } from '../../lib/cn.ts';

const words = {
  active: { text: 'Trading', tone: 'text-muted', dot: 'bg-good' },
  reducing: { text: 'Reducing only', tone: 'text-warn', dot: 'bg-warn' },
  halted: { text: 'Halted', tone: 'text-danger', dot: 'bg-danger' },
} as const;

/** Whether entries may go out. A press opens the reasons. */
export function TradingStateBadge() {
  const state = useResource(deskState).data;
  const reasons = useResource(risk).data?.reasons ?? [];
  if (!state) return null;
  const { text, tone, dot } = words[state.tradingState];
  return (
    <button
      type="button"
      title={reasons.join(' ') || 'Entries and exits may go out'}
      aria-label={`Trading state: ${text}. Show risk`}
      onClick={() => setUi({ rail: 'risk', phone: 'risk' })}
      className={cn(
        'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2 text-xs font-medium hover:bg-raised',
        tone,
      )}
    >
      <span aria-hidden className={cn('size-1.5 rounded-full', dot)} />
      <span className={state.tradingState === 'active' ? 'max-sm:sr-only' : ''}>{text}</span>
    </button>
  );
}
