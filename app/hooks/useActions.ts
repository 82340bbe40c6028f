import { timeframes } from '../components/chart/timeframes.ts';
import { deskState } from '../data/desk.ts';
import { setPrefs, usePrefs } from '../data/prefs.ts';
import { useResource } from '../data/resource.ts';
import { openReview, setUi, showPart, showScreen } from '../data/ui.ts';
import { useWaiting } from './useWaiting.ts';

export type Action = { group: string; label: string; keys?: string[]; run: () => void };

/** What the palette offers, by what is there now. */
export function useActions(toggleTheme: () => void): Action[] {
  const waiting = useWaiting();
  const prefs = usePrefs();
  const instruments = useResource(deskState).data?.instruments ?? [];
  return [
    ...waiting.map((proposal) => ({
      group: 'Waiting for you',
      label: `Review ${proposal.id}: ${proposal.side} ${proposal.quantity} ${proposal.instrument}`,
      run: () => openReview(proposal.id),
    })),
    { group: 'Go to', label: 'Chart', keys: ['g', 'd'], run: () => showPart({ phone: 'chart' }) },
    {
      group: 'Go to',
      label: 'Proposals',
      keys: ['g', 'p'],
      run: () => showPart({ rail: 'proposals', phone: 'proposals' }),
    },
    { group: 'Go to', label: 'Order ticket', run: () => setUi({ dialog: 'ticket' }) },
    {
      group: 'Go to',
      label: 'Portfolio',
      keys: ['g', 'e'],
      run: () => showPart({ dock: 'positions', phone: 'positions' }),
    },
    {
      group: 'Go to',
      label: 'Orders',
      keys: ['g', 'o'],
      run: () => showPart({ dock: 'orders', phone: 'positions' }),
    },
    { group: 'Go to', label: 'Fills', run: () => showPart({ dock: 'fills', phone: 'positions' }) },
    { group: 'Go to', label: 'Alerts', run: () => showPart({ dock: 'alerts', phone: 'positions' }) },
    {
      group: 'Go to',
      label: 'Risk and limits',
      keys: ['g', 'r'],
      run: () => showPart({ rail: 'risk', phone: 'risk' }),
    },
    { group: 'Go to', label: 'Models', keys: ['g', 'm'], run: () => showScreen('models') },
    { group: 'Go to', label: 'Sources and news', run: () => setUi({ dialog: 'sources' }) },
    { group: 'Go to', label: 'What runs here', run: () => setUi({ dialog: 'setup' }) },
    ...instruments.map((instrument) => ({
      group: 'Chart',
      label: `Show ${instrument.id}`,
      run: () => {
        setPrefs({ instrument: instrument.id });
        showScreen('desk');
      },
    })),
    ...timeframes.map((timeframe, index) => ({
      group: 'Chart',
      label: `Timeframe ${timeframe}`,
      keys: [String(index + 1)],
      run: () => setPrefs({ timeframe }),
    })),
    { group: 'Screen', label: 'Change between dark and light', run: toggleTheme },
    {
      group: 'Screen',
      label: prefs.zone === 'utc' ? 'Clock in local time' : 'Clock in UTC',
      run: () => setPrefs({ zone: prefs.zone === 'utc' ? 'local' : 'utc' }),
    },
    { group: 'Screen', label: 'Show the first-minute checklist', run: () => setPrefs({ tour: 'open' }) },
    { group: 'Screen', label: 'Keys', keys: ['?'], run: () => setUi({ dialog: 'help' }) },
    {
      group: 'Stop',
      label: 'Kill switch',
      keys: ['Alt', 'Shift', 'K'],
      run: () => setUi({ dialog: 'kill' }),
    },
  ];
}
