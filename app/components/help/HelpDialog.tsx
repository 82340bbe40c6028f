'use client';
import { closeDialog, useUi } from '../../data/ui.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';

const keys: { keys: string[]; does: string }[] = [
  { keys: ['Ctrl/⌘', 'K'], does: 'Command palette' },
  { keys: ['/'], does: 'Write to the analyst' },
  { keys: ['g', 'd'], does: 'Chart' },
  { keys: ['g', 'p'], does: 'Proposals' },
  { keys: ['g', 'o'], does: 'Orders' },
  { keys: ['g', 'e'], does: 'Equity and positions' },
  { keys: ['g', 'r'], does: 'Risk' },
  { keys: ['g', 'm'], does: 'Models, and how they did here' },
  { keys: ['['], does: 'Previous proposal' },
  { keys: [']'], does: 'Next proposal' },
  { keys: ['Enter'], does: 'Review the chosen proposal' },
  { keys: ['1', '…', '6'], does: 'Timeframe, 1 minute to 1 day' },
  { keys: ['←', '→'], does: 'Along the bars, with the chart in focus' },
  { keys: ['Alt', 'Shift', 'K'], does: 'Kill switch' },
  { keys: ['?'], does: 'This list' },
];

/** The keys of the desk. */
export function HelpDialog() {
  const { dialog } = useUi();
  return (
    <Dialog
      open={dialog === 'help'}
      onOpenChange={(next) => !next && closeDialog()}
      title="Keys"
      description="No key approves by itself. Single keys can be switched off in the settings."
    >
      <dl className="grid gap-x-8 px-5 pb-5 sm:grid-cols-2">
        {keys.map((row) => (
          <div
            key={row.does}
            className="flex items-center justify-between gap-3 border-b border-line py-1.5 text-xs"
          >
            <dt className="order-2 flex gap-1">
              {row.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className="text-muted">{row.does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
