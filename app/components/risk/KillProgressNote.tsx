import type { KillProgress } from '../../hooks/useKill.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { KillStatus } from './KillStatus.tsx';

/** Never says that something is stopped before the desk has said so. */
export function KillProgressNote({ progress }: { progress: KillProgress }) {
  if (progress.step === 'refused') return <ProblemNote failure={progress.failure} className="mt-3" />;
  return (
    <div aria-live="assertive">
      {progress.step === 'sending' ? (
        <div className="mt-3 rounded-lg border border-warn/40 bg-warn-soft px-3 py-2.5 text-xs text-warn">
          <p className="font-semibold">Not confirmed.</p>
          <p className="mt-0.5">
            {progress.tries === 1
              ? 'The kill is on its way to the desk.'
              : `The desk has not answered ${progress.tries - 1} times. It is sent again every second and a half.`}
          </p>
          {progress.tries > 2 ? (
            <p className="mt-1">
              If the desk hangs, run{' '}
              <code className="font-mono">npx countersign kill --level {progress.level}</code> in a terminal:
              it works beside it.
            </p>
          ) : null}
        </div>
      ) : null}
      {progress.step === 'taken' ? <KillStatus kill={progress.kill} className="mt-3" /> : null}
    </div>
  );
}
