'use client';
import type { KillView } from '../../../domain/views.ts';
import { usePrefs } from '../../data/prefs.ts';
import { cn } from '../../lib/cn.ts';
import { dateTime } from '../../lib/time.ts';
import { actorWords } from '../../lib/words.ts';

const levels = { pause: 'Entries paused', cancel: 'Entries cancelled', flatten: 'Flatten' } as const;

/** What the venue has confirmed of a kill, and what could not be done. */
export function KillStatus({ kill, className }: { kill: KillView; className?: string }) {
  const { zone } = usePrefs();
  const done = kill.state === 'killed';
  return (
    <section
      aria-label="Kill switch state"
      aria-live="polite"
      className={cn('rounded-lg border border-danger/40 bg-danger-soft px-3 py-2.5 text-xs', className)}
    >
      <p className="font-semibold text-danger">
        {kill.level ? levels[kill.level] : 'Kill'}: {done ? 'confirmed' : `${kill.state}, not confirmed yet`}
      </p>
      {kill.by && kill.at ? (
        <p className="mt-0.5 text-muted">
          by {actorWords(kill.by)} · {dateTime(kill.at, zone)}
          {kill.reason ? ` · “${kill.reason}”` : ''}
        </p>
      ) : null}
      {kill.report.length > 0 ? (
        <ul className="mt-1.5 space-y-0.5">
          {kill.report.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
