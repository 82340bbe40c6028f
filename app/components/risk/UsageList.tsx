import type { RiskView } from '../../../domain/views.ts';
import { cn } from '../../lib/cn.ts';

/** One bar a limit: how much of it is used. */
export function UsageList({ usage }: { usage: RiskView['usage'] }) {
  return (
    <section aria-label="Limits" className="mt-4 border-t border-line px-4 pt-3">
      <h2 className="text-xs font-semibold">Limits in use</h2>
      <ul className="mt-2 space-y-2.5">
        {usage.map((limit) => {
          const share = Math.max(0, Math.min(100, limit.usedPercent));
          const tone = share >= 100 ? 'bg-danger' : share >= 80 ? 'bg-warn' : 'bg-muted';
          return (
            <li key={limit.name} className="text-xs">
              <p className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 truncate text-muted">{limit.label}</span>
                <span className="shrink-0">
                  {limit.observed} <span className="text-faint">/ {limit.limit.replace(/^≤ /, '')}</span>
                </span>
              </p>
              <div aria-hidden data-meter className="mt-1 h-1 overflow-hidden rounded-full bg-line">
                <div className={cn('h-full rounded-full', tone)} style={{ width: `${share}%` }} />
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
