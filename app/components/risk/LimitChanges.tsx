import type { LimitChange, LimitValue } from '../../../domain/limitChanges.ts';
import { cn } from '../../lib/cn.ts';

/** Limits from what is in force to what is configured. */
export function LimitChanges({ changes, className }: { changes: LimitChange[]; className?: string }) {
  return (
    <dl className={cn('grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 text-xs', className)}>
      {changes.map(({ key, from, to }) => (
        <div key={key} className="contents">
          <dt className="text-muted">{limitWords(key)}</dt>
          <dd className="text-right font-medium">
            {print(from)} <span aria-hidden>→</span>
            <span className="sr-only">to</span> {print(to)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** `maxOrderPercentOfEquity` as `Max order percent of equity`. */
function limitWords(key: string): string {
  const words = key.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function print(value: LimitValue): string {
  if (Array.isArray(value)) return value.join(', ') || 'none';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}
