import type { AnyStateMachine } from 'xstate';
import { agentRunMachine } from '../machines/agentRun/agentRunMachine.ts';
import { chainOrderMachine } from '../machines/chainOrder/chainOrderMachine.ts';
import { anyState, describeMachine, type MachineDescription } from '../machines/describeMachine.ts';
import { feedMachine } from '../machines/feed/feedMachine.ts';
import { guardianMachine } from '../machines/guardian/guardianMachine.ts';
import { killMachine } from '../machines/kill/killMachine.ts';
import { orderMachine } from '../machines/order/orderMachine.ts';
import { proposalMachine } from '../machines/proposal/proposalMachine.ts';
import { protectionMachine } from '../machines/protection/protectionMachine.ts';
import { markdownTable } from './markdownTable.ts';

/** Every machine of the desk, in the order in which a reader meets them. */
export const documented: readonly AnyStateMachine[] = [
  proposalMachine,
  orderMachine,
  chainOrderMachine,
  protectionMachine,
  guardianMachine,
  killMachine,
  feedMachine,
  agentRunMachine,
];

/** A chapter a machine: its statechart, its states, its events and its whole transition table. */
export function generateMachines(): string {
  return documented.map((machine) => chapter(describeMachine(machine))).join('\n\n');
}

function chapter(machine: MachineDescription): string {
  return [
    `## ${machine.id}`,
    machine.description,
    statechart(machine),
    markdownTable(
      ['state', 'meaning', 'on entry'],
      machine.states.map(({ name, description, onEntry }) => [code(name), description, codes(onEntry)]),
    ),
    markdownTable(
      ['event', 'what it says'],
      machine.events.map(({ type, description }) => [code(type), description]),
    ),
    markdownTable(
      ['state', 'event', 'if', 'next', 'notes', 'effects'],
      machine.transitions.map(({ from, event, guard, to, notes, effects }) => [
        from === anyState ? from : code(from),
        event === 'always' ? 'at once' : code(event),
        guard === null ? '–' : code(guard),
        to !== null ? code(to) : notes.length + effects.length > 0 ? 'stays' : 'ignored',
        codes(notes),
        codes(effects),
      ]),
    ),
  ].join('\n\n');
}

/** The picture: one arrow a pair of states, with the events that lead along it. What stays where it is has none. */
function statechart({ initial, states, transitions }: MachineDescription): string {
  const arrows = new Map<string, Set<string>>();
  for (const { from, event, guard, to } of transitions) {
    if (to === null || to === from) continue;
    const label = event === 'always' ? `[${guard ?? 'at once'}]` : event;
    const sources = from === anyState ? states.map(({ name }) => name).filter((name) => name !== to) : [from];
    for (const source of sources) {
      const arrow = `${source} --> ${to}`;
      arrows.set(arrow, (arrows.get(arrow) ?? new Set()).add(label));
    }
  }
  const ends = states.filter(
    ({ name }) => !transitions.some(({ from }) => from === name || from === anyState),
  );
  const lines = [
    'stateDiagram-v2',
    `[*] --> ${initial}`,
    ...[...arrows].map(([arrow, events]) => `${arrow}: ${[...events].join(', ')}`),
    ...ends.map(({ name }) => `${name} --> [*]`),
  ];
  return ['```mermaid', lines[0], ...lines.slice(1).map((line) => `  ${line}`), '```'].join('\n');
}

const code = (text: string) => `\`${text}\``;
const codes = (names: readonly string[]) => names.map(code).join(', ') || '–';
