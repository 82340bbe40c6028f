import type { ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';

const looks = {
  plain: 'bg-raised text-muted ring-line-strong',
  strong: 'bg-ink text-inverse ring-ink',
  warn: 'bg-warn-soft text-warn ring-warn/30',
  danger: 'bg-danger-soft text-danger ring-danger/40',
  good: 'bg-raised text-good ring-good/40',
  up: 'bg-up-soft text-up ring-up/30',
  down: 'bg-down-soft text-down ring-down/30',
  sim: 'bg-sim-soft text-sim ring-sim/30',
  recorded: 'bg-recorded-soft text-recorded ring-recorded/30',
  real: 'bg-real-soft text-real ring-real/30',
} as const;

export type BadgeLook = keyof typeof looks;

export function Badge({
  look = 'plain',
  className,
  children,
}: {
  look?: BadgeLook;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1 whitespace-nowrap rounded-sm px-1.5 py-px text-2xs font-semibold ring-1 ring-inset',
        looks[look],
        className,
      )}
    >
      {children}
    </span>
  );
}
