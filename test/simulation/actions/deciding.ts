import { decideProposal } from '../../../desk/decideProposal.ts';
import type { Actor, Channel } from '../../../domain/actor.ts';
import type { DecisionCommand } from '../../../domain/DecisionCommand.ts';
import type { ProposalEdits } from '../../../domain/Proposal.ts';
import type { ProposalView } from '../../../domain/views.ts';
import type { World } from '../World.ts';
import { type Act, pickBy } from './Action.ts';
import { call } from './call.ts';

/** How many of the newest proposals people still look at. */
const inSight = 6;

/** What people decide, each on what they have been shown. */
export const deciding = {
  /** The newest that waits for a decision, as far as people know. */
  approveNewest: (world: World) => approve(world, waiting(world), 'web'),
  approve: (world, [which]) => approve(world, pickBy(world.shown.slice(-inSight), which), 'web'),
  approveAnyOld: (world, [which]) => approve(world, pickBy(world.shown, which), 'web'),
  /** The same proposal at the same instant from three surfaces. */
  approveThrice: (world, [which]) => {
    const shown = pickBy(world.shown.slice(-2), which);
    for (const channel of ['web', 'chat', 'cli'] as const) approve(world, shown, channel);
  },
  /** One person, who presses twice: the same key. */
  approveTwiceWithOneKey: (world, [which]) => {
    const shown = pickBy(world.shown.slice(-2), which);
    for (let count = 0; count < 2; count += 1) approve(world, shown, 'web', `key-${shown?.id}`);
  },
  editAndApprove: (world, draws) => {
    const shown = pickBy(world.shown.slice(-2), draws[0]);
    edit(world, shown, draws[1]);
    approve(world, shown, 'chat');
  },
  approveAndEdit: (world, draws) => {
    const shown = pickBy(world.shown.slice(-2), draws[0]);
    approve(world, shown, 'chat');
    edit(world, shown, draws[1]);
  },
  edit: (world, [which, how]) => edit(world, pickBy(world.shown.slice(-inSight), which), how),
  decline: (world, [which]) => {
    const shown = pickBy(world.shown.slice(-inSight), which);
    if (shown) decide(world, shown, 'web', { decision: 'decline' });
  },
  /** An approval that is asked for at the very moment of the expiry. */
  approveAtExpiry: (world, [which, early]) => {
    const shown = pickBy(world.shown.slice(-2), which);
    if (!shown) return;
    const waitMs = shown.expiresAt - world.time.now() - Math.floor(early * 600) + 200;
    world.time.after(waitMs, () => approve(world, shown, 'web'));
  },
} as const satisfies Record<string, Act>;

function waiting({ shown }: World): ProposalView | undefined {
  const newest = new Map(shown.map((view) => [view.id, view]));
  return [...newest.values()].findLast(({ status }) => status === 'awaitingApproval') ?? shown.at(-1);
}

function approve(world: World, shown: ProposalView | undefined, channel: Channel, key?: string): void {
  if (shown) decide(world, shown, channel, { decision: 'approve' }, key);
}

function edit(world: World, shown: ProposalView | undefined, how: number): void {
  if (!shown) return;
  const edits: ProposalEdits =
    how < 0.2
      ? {}
      : how < 0.6
        ? { quantity: shorter(shown.quantity, how) }
        : { stop: moved(shown.stop, how) };
  decide(world, shown, 'web', { decision: 'edit', edits });
}

function decide(
  world: World,
  shown: ProposalView,
  channel: Channel,
  more: Pick<DecisionCommand, 'decision'> & Partial<DecisionCommand>,
  key = `decision-${world.step}-${channel}-${more.decision}`,
): void {
  const { id: proposal, revision, hash } = shown;
  const actor: Actor = { id: 'approver', role: 'approver', channel };
  const command: DecisionCommand = { revision, hash, idempotencyKey: key, ...more };
  if (more.decision === 'approve') world.approvals.add(`${proposal} ${revision} ${hash}`);
  call(
    world,
    `${more.decision} ${proposal} revision ${revision} from ${channel}`,
    (desk) => decideProposal(desk, { proposal, actor, command }),
    (answer) => {
      if ('proposal' in answer) world.shown.push(answer.proposal);
      if (answer.kind === 'decided') {
        const { status, order, decisions } = answer.proposal;
        return `${answer.proposal.id} is ${status} ${order?.id ?? ''} ${decisions.at(-1)?.reason ?? ''}`;
      }
      return `${answer.kind} ${'message' in answer ? answer.message : ''}`;
    },
  );
}

/** A part of a quantity with as many decimals. */
function shorter(quantity: string, how: number): string {
  const decimals = quantity.split('.')[1]?.length ?? 0;
  return (Number(quantity) * (0.3 + how)).toFixed(decimals);
}

function moved(stop: string | null, how: number): string | null {
  return stop === null ? null : (Number(stop) * (1 - (how - 0.6) * 0.01)).toFixed(2);
}
