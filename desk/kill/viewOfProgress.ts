import type { KillLevel } from '../../domain/mode.ts';
import type { KillView } from '../../domain/views.ts';
import type { KillProgress } from './KillProgress.ts';

/** What a level promises, as the venue confirms it. */
function promiseOf(level: KillLevel): string {
  switch (level) {
    case 'flatten':
      return 'no entry orders and no position that can be sold';
    case 'cancel':
      return 'no open entry orders';
    case 'pause':
      return 'no entries leave';
  }
}

/** The lines of a finished kill that tell how it ended, after those of its steps. */
export function lastLines(progress: Readonly<KillProgress>, label: string): string[] {
  return [...progress.since.values(), `${label} confirms: ${promiseOf(progress.request.level)}.`];
}

/** The kill as it stands at the venue, for when the database cannot tell. */
export function viewOfProgress(progress: Readonly<KillProgress>, label: string): KillView {
  const { request, cancelled, flattened, left, confirmed } = progress;
  const { level, at, reason, actor } = request;
  const state = confirmed ? 'killed' : stateOf(progress);
  const last = confirmed ? lastLines(progress, label) : [...left, ...progress.since.values()];
  return {
    state,
    level,
    by: actor,
    at,
    reason,
    report: [...(cancelled ?? []), ...(flattened ?? []), ...last],
  };
}

function stateOf({ request: { level }, cancelled, flattened }: Readonly<KillProgress>): KillView['state'] {
  if (level === 'pause') return 'confirming';
  if (!cancelled) return 'cancelling';
  return level === 'flatten' && !flattened ? 'flattening' : 'confirming';
}
