import type { KillView } from '../../../domain/views.ts';
import { dateTime } from './amounts.ts';
import { plain } from './plain.ts';

/** The kill switch in words, with what the venue has confirmed. */
export function killLines(view: KillView): string[] {
  if (view.state === 'armed') return ['Kill switch: armed. Trading is not stopped by it.'];
  const who = view.by === null ? '' : ` by ${view.by.id} (${view.by.channel})`;
  const when = view.at === null ? '' : ` at ${dateTime(view.at)}`;
  return [
    `Kill switch: ${view.state}, level ${view.level ?? 'unknown'}${who}${when}${view.reason === null ? '' : `: ${plain(view.reason)}`}`,
    ...view.report.map((line) => `  ${plain(line)}`),
    'Only a person takes it back: countersign rearm --reason "…"',
  ];
}
