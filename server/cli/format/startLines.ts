import { createColors } from 'picocolors';
import type { StateView } from '../../../domain/views.ts';

type Started = { launchUrl: string; hasPage: boolean; readyMs: number; colour: boolean };

/** What a person reads when the desk is ready: what runs, what cannot happen, and what to do first. */
export function startLines(state: Omit<StateView, 'session'>, started: Started): string[] {
  const colours = createColors(started.colour);
  const rows: [string, string][] = [
    ['mode', colours.bold(state.modeNotice)],
    ['database', `${state.database.label} · documents: ${state.documents.label}`],
    [
      'market',
      `${state.market.label} · ${state.venue.label}${state.venue.simulated ? ' (not a real exchange)' : ''}`,
    ],
    [
      'analyst',
      `${state.analyst.label}${state.analyst.ruleBased ? ' · answers by rules, not by a language model' : ''}`,
    ],
    ...(state.looserLimitsWaiting === 0
      ? []
      : ([
          [
            'limits',
            `${state.looserLimitsWaiting} looser in the configuration, not in force: countersign limits`,
          ],
        ] as [string, string][])),
    ['chain', state.chain.label],
    ['live trading', state.liveTrading],
  ];
  const next = started.hasPage
    ? 'Open the address, review the proposal that waits, and approve it if you agree.'
    : 'The page has not been built: run `npm start`. Until then: npx countersign proposals';
  return [
    '',
    ...rows.map(([name, value]) => `  ${`${name}:`.padEnd(14)}${value}`),
    '',
    `  ${'open once:'.padEnd(14)}${colours.cyan(started.launchUrl)}`,
    `  ${''.padEnd(14)}good for five minutes; \`npx countersign open\` prints another`,
    `  ${'next:'.padEnd(14)}${next}`,
    `  ${''.padEnd(14)}Ctrl+C stops safely. Ready in ${(started.readyMs / 1000).toFixed(1)} s.`,
    '',
  ];
}
