import type { Agents } from '../agents/createAgents.ts';
import type { Desk } from '../desk/Desk.ts';

/** On a desk that never saw a proposal, the trader is asked for one, so that there is something to review. */
export async function proposeOnFirstStart(desk: Desk, agents: Agents): Promise<void> {
  try {
    const known = await desk.database.read.machines.list({
      account: desk.account,
      machine: 'proposal@1',
      limit: 1,
    });
    if (known.length === 0) await agents.proposeFirst();
  } catch (cause) {
    desk.log.warn({ cause: String(cause) }, 'The trader had no first proposal');
  }
}
