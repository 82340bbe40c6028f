import type { Desk } from '../desk/Desk.ts';
import { unitForReads } from '../desk/read/unitForReads.ts';
import { readTradingState, shownTradingState } from '../desk/risk/readTradingState.ts';
import { type AgentRunState, toolsAllowed } from '../machines/agentRun/agentRunMachine.ts';
import { toolNames } from './registry.ts';

/** Which tools a role is shown now: by the state of its run, and by whether the desk may trade. */
export async function readShownTools(
  desk: Desk,
  role: 'analyst' | 'trader',
  state: AgentRunState,
): Promise<string[]> {
  const trading = shownTradingState(await readTradingState(desk, unitForReads(desk)));
  return toolNames(role, toolsAllowed(state, trading));
}
