import type { OverrideSum, OverridesView, OverrideView } from '../../../domain/Override.ts';
import { amount, dateTime, signed } from './amounts.ts';
import { plain } from './plain.ts';
import { table } from './table.ts';

const states = {
  waiting: 'limit not reached',
  held: 'open',
  stopped: 'stopped out',
  tookProfit: 'target reached',
  timedOut: 'left after 30 days',
  missed: 'never filled',
  unknown: 'unknown',
} as const;

/** Overruled proposals with their sums, and what the figures assume. */
export function overrideLines(view: OverridesView): string[] {
  const { overrides, proposers, deciders, gate, currency } = view;
  if (overrides.length === 0) {
    return ['Nothing was overruled yet: no proposal was declined, edited, denied, or left to expire.'];
  }
  return [
    `What was not done as proposed, had it been done; hypothetical, in ${currency} after fees.`,
    ...table(overrides, [
      { title: 'PROPOSAL', value: ({ proposal }) => proposal },
      { title: 'WHAT', value: ({ side, instrument }) => `${side ?? ''} ${instrument}`.trim() },
      { title: 'BY', value: ({ by }) => plain(by.id) },
      { title: 'RULING', value: ruling },
      { title: 'WHEN', value: ({ decidedAt }) => dateTime(decidedAt) },
      { title: 'AS PROPOSED', align: 'right', value: ({ asked }) => money(asked.profit) },
      { title: '', value: ({ asked }) => states[asked.state] },
      { title: 'THE RULING MADE', align: 'right', value: ({ difference }) => money(difference) },
      { title: 'RIGHT', value: right },
    ]),
    '',
    ...table(
      [
        ...proposers.map((sum) => ({ name: `proposals of ${plain(sum.id)}`, sum })),
        ...deciders.map((sum) => ({ name: `rulings of ${plain(sum.id)}`, sum })),
        ...(gate.proposals > 0 ? [{ name: 'denied by the gate, apart', sum: gate }] : []),
      ],
      [
        { title: 'SUM', value: ({ name }) => name },
        ...counts.map(([title, of]) => ({
          title,
          align: 'right' as const,
          value: ({ sum }: { sum: OverrideSum }) => of(sum),
        })),
      ],
    ),
    '',
    ...view.assumes,
  ];
}

const counts: readonly [string, (sum: OverrideSum) => string][] = [
  ['PROPOSALS', ({ proposals }) => String(proposals)],
  ['RIGHT', (sum) => String(sum.right)],
  ['WRONG', ({ wrong }) => String(wrong)],
  ['UNKNOWN', ({ unknown }) => String(unknown)],
  ['MADE', ({ made }) => signed(made, 2)],
  ['AND SO FAR', ({ madeSoFar }) => signed(madeSoFar, 2)],
];

function ruling({ kind, decidedBy, edited, asked }: OverrideView): string {
  const change = edited ? ` ${amount(asked.quantity)} → ${amount(edited.quantity)}` : '';
  return `${kind}${decidedBy ? ` by ${plain(decidedBy.id)}` : ''}${change}`;
}

function right({ right: who, final, by, decidedBy }: OverrideView): string {
  if (who === null) return '–';
  const name = who === 'proposer' ? by.id : (decidedBy?.id ?? 'the ruling');
  return `${plain(name)}${final ? '' : ' so far'}`;
}

function money(value: string | null): string {
  return value === null ? 'unknown' : signed(value, 2);
}
