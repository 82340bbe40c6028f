import type { ReactNode } from 'react';

/** Why there is nothing here, and one thing to do about it. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex h-full min-h-28 flex-col items-center justify-center gap-1 px-6 py-5 text-center">
      <p className="text-sm font-medium text-ink">{title}</p>
      <p className="max-w-[42ch] text-xs text-muted">{children}</p>
      {action ? <div className="mt-2.5">{action}</div> : null}
    </div>
  );
}
