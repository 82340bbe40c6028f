import { TriangleAlert } from 'lucide-react';
import type { RequestFailed } from '../../data/http.ts';
import { Button } from './Button.tsx';

/** What happened, what it means, what to do, and an id to quote. */
export function ErrorState({
  what,
  error,
  onRetry,
}: {
  what: string;
  error: RequestFailed;
  onRetry: () => void;
}) {
  const unreachable = error.kind === 'unreachable';
  return (
    <div role="alert" className="m-4 rounded-lg border border-line-strong bg-raised p-4">
      <p className="flex items-center gap-2 text-sm font-medium">
        <TriangleAlert aria-hidden className="size-4 text-warn" />
        {unreachable ? `${what}: the desk does not answer.` : `${what} could not be loaded.`}
      </p>
      <p className="mt-1.5 text-xs text-muted">
        {unreachable
          ? 'Orders that are at the venue keep working there. What you see may be old. Check that the program still runs.'
          : error.message}
      </p>
      <div className="mt-3 flex items-center gap-3">
        <Button onClick={onRetry}>Try again</Button>
        {error.problem?.instance ? (
          <code className="font-mono text-2xs text-faint">{error.problem.instance}</code>
        ) : null}
      </div>
    </div>
  );
}
