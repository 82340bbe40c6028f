import type { Desk } from '../desk/Desk.ts';
import { unitForReads } from '../desk/read/unitForReads.ts';
import { readTradingState, shownTradingState } from '../desk/risk/readTradingState.ts';
import { type AgentRunState, toolsAllowed } from '../machines/agentRun/agentRunMachine.ts';
import type { ToolEntry } from './registry.ts';

/** Names of the tools that are shown now: by the state of the run, and by whether the desk may trade. */
export async function readShownTools(
  desk: Desk,
  tools: readonly ToolEntry[],
  state: AgentRunState,
): Promise<string[]> {
  const trading = shownTradingState(await readTradingState(desk, unitForReads(desk)));
  const allowed = toolsAllowed(state, trading);
  return tools.filter(({ kind }) => allowed.includes(kind)).map(({ tool }) => tool.name);
}
