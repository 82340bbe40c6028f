import { X } from 'lucide-react';
import type { RequestFailed } from '../../data/http.ts';
import { cn } from '../../lib/cn.ts';

type Props = { failure: RequestFailed; onClose?: () => void; className?: string };

/** A refusal in the words of the desk: which field, what was found, what is allowed. */
export function ProblemNote({ failure, onClose, className }: Props) {
  const problem = failure.problem;
  return (
    <div
      role="alert"
      className={cn('rounded-md border border-danger/40 bg-danger-soft px-3 py-2 text-xs', className)}
    >
      <div className="flex items-start gap-2">
        <p className="flex-1 font-medium text-danger">{problem?.title ?? 'No answer'}</p>
        {onClose ? (
          <button
            type="button"
            aria-label="Dismiss"
            onClick={onClose}
            className="-m-1 rounded-sm p-1 text-muted"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        ) : null}
      </div>
      {problem?.detail !== problem?.title || !problem ? (
        <p className="mt-0.5 text-ink">{failure.message}</p>
      ) : null}
      {problem?.errors?.length ? (
        <ul className="mt-1 space-y-0.5 text-ink">
          {problem.errors.map((error) => (
            <li key={`${error.field} ${error.allowed}`}>
              <span className="font-medium">{error.field}</span>
              {error.found === undefined ? '' : `: found ${error.found}`}
              {error.allowed === undefined ? '' : `; allowed: ${error.allowed}`}
            </li>
          ))}
        </ul>
      ) : null}
      {problem?.instance ? (
        <code className="mt-1 block font-mono text-2xs text-muted">{problem.instance}</code>
      ) : null}
    </div>
  );
}
