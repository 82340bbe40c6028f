import type { ComponentProps, ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';

/** A named part of the desk: a landmark with the surface that everything lies on. */
export function Panel({
  label,
  className,
  children,
  ...rest
}: { label: string; children: ReactNode } & ComponentProps<'section'>) {
  return (
    <section
      aria-label={label}
      className={cn('flex h-full min-h-0 min-w-0 flex-col overflow-hidden bg-panel', className)}
      {...rest}
    >
      <ErrorBoundary what={label}>{children}</ErrorBoundary>
    </section>
  );
}
