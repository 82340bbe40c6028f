'use client';
import { CircleAlert, Info, OctagonAlert } from 'lucide-react';
import type { Alert } from '../../../domain/Alert.ts';
import { alerts } from '../../data/desk.ts';
import { usePrefs } from '../../data/prefs.ts';
import { useResource } from '../../data/resource.ts';
import { openReview } from '../../data/ui.ts';
import { cn } from '../../lib/cn.ts';
import { dateTime } from '../../lib/time.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';

const looks = {
  info: { icon: Info, tone: 'text-faint', word: 'Note' },
  warning: { icon: CircleAlert, tone: 'text-warn', word: 'Warning' },
  critical: { icon: OctagonAlert, tone: 'text-danger', word: 'Critical' },
} as const;

/** What a person should know, newest first. */
export function AlertsPanel() {
  const { data, error } = useResource(alerts);
  if (!data) {
    return error ? (
      <ErrorState what="Alerts" error={error} onRetry={alerts.refresh} />
    ) : (
      <SkeletonRows label="Loading alerts" />
    );
  }
  if (data.length === 0) {
    return (
      <EmptyState title="Nothing to report">
        Refusals, lost connections, stops and limits that were hit show up here.
      </EmptyState>
    );
  }
  const newest = [...data].sort((a, b) => b.at - a.at);
  return (
    <ul aria-label="Alerts" className="h-full overflow-y-auto">
      {newest.map((alert) => (
        <Row key={alert.sequence} alert={alert} />
      ))}
    </ul>
  );
}

function Row({ alert }: { alert: Alert }) {
  const { zone } = usePrefs();
  const { icon: Icon, tone, word } = looks[alert.severity];
  return (
    <li className="flex gap-3 border-b border-line/70 px-4 py-2.5 text-xs">
      <Icon aria-label={word} className={cn('mt-0.5 size-3.5 shrink-0', tone)} />
      <div className="min-w-0 flex-1">
        <p className="text-ink">{alert.message}</p>
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-2xs text-faint">
          <span>{dateTime(alert.at, zone)}</span>
          {alert.subject.startsWith('PRP-') ? (
            <button
              type="button"
              className="min-h-6 font-mono hover:text-ink hover:underline"
              onClick={() => openReview(alert.subject)}
            >
              {alert.subject}
            </button>
          ) : (
            <span className="font-mono">{alert.code}</span>
          )}
        </p>
      </div>
    </li>
  );
}
