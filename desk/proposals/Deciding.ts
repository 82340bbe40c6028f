import type { Actor } from '../../domain/actor.ts';
import type { DecisionCommand } from '../../domain/DecisionCommand.ts';
import type { Problem } from '../../domain/Problem.ts';
import type { Decision } from '../../domain/Proposal.ts';
import type { Desk } from '../Desk.ts';
import type { ProposalState } from '../machineStates.ts';
import type { Unit } from '../Runtime.ts';
import type { MarketInputs } from '../risk/gatherMarket.ts';

/** What the three decisions work with. */
export type Deciding = {
  desk: Desk;
  unit: Unit;
  state: ProposalState;
  market: MarketInputs;
  command: DecisionCommand;
  decision: Decision;
  actor: Actor;
};
export type Decided =
  | { kind: 'decided'; state: ProposalState }
  | { kind: 'conflict'; message: string }
  | { kind: 'invalid'; problems: Problem[] };
