import type { StateView } from '../../../domain/views.ts';
import { ModeBadge } from './ModeBadge.tsx';

/** `SIM` and what that means for money, in words. */
export function ModeNotice({ state }: { state: StateView | undefined }) {
  if (!state) return <span className="h-4 w-40 animate-breathe rounded-sm bg-line" />;
  const words = state.modeNotice.replace(/^[A-Z]+: /, '');
  // On a phone what it means for money is the part that has to fit.
  const short = words.split(', ').find((part) => part.includes('money')) ?? words;
  return (
    <p
      className="flex min-w-0 items-center gap-2 sm:shrink-0"
      title={`${state.modeNotice}. Live trading: ${state.liveTrading}`}
    >
      <ModeBadge mode={state.mode} />
      <span className="whitespace-nowrap text-xs text-muted max-lg:hidden">{words}</span>
      <span className="text-xs leading-tight text-muted lg:hidden">{short}</span>
    </p>
  );
}
