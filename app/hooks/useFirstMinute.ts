import { deskState, fills, risk } from '../data/desk.ts';
import { usePrefs } from '../data/prefs.ts';
import { useProposals } from '../data/proposals.ts';
import { useResource } from '../data/resource.ts';
import { openReview, setUi } from '../data/ui.ts';
import { useWaiting } from './useWaiting.ts';

export type Step = { key: string; label: string; done: boolean; go: () => void };

/** The first minute, read from what really happened on this desk. */
export function useFirstMinute(): Step[] {
  const { reviewed, paused: pausedHere } = usePrefs();
  const state = useResource(deskState).data;
  const filled = (useResource(fills).data?.length ?? 0) > 0;
  const kill = useResource(risk).data?.kill;
  const next = useWaiting()[0];
  const approved = [...useProposals().values()].some(({ view }) =>
    view.decisions.some((decision) => decision.decision === 'approve'),
  );
  const paused = pausedHere || (kill !== undefined && (kill.state !== 'armed' || kill.at !== null));
  const review = () => (next ? openReview(next.id) : setUi({ rail: 'proposals', phone: 'proposals' }));
  return [
    { key: 'review', label: 'Review the proposal', done: reviewed || approved, go: review },
    { key: 'approve', label: 'Countersign it', done: approved, go: review },
    {
      key: 'fill',
      label: 'Watch the fill',
      done: filled,
      go: () => setUi({ dock: 'fills', phone: 'positions' }),
    },
    { key: 'pause', label: 'Press Pause', done: paused, go: () => setUi({ rail: 'risk', phone: 'risk' }) },
    {
      key: 'model',
      label: 'Connect a model',
      done: state !== undefined && !state.analyst.ruleBased,
      go: () => setUi({ dialog: 'setup' }),
    },
  ];
}
