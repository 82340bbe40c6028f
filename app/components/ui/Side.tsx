import { cn } from '../../lib/cn.ts';

/** `▲ BUY` or `▼ SELL`. */
export function Side({ side, className }: { side: 'buy' | 'sell'; className?: string }) {
  return (
    <span
      className={cn('whitespace-nowrap font-semibold', side === 'buy' ? 'text-up' : 'text-down', className)}
    >
      <span aria-hidden>{side === 'buy' ? '▲' : '▼'}</span> {side === 'buy' ? 'BUY' : 'SELL'}
    </span>
  );
}
