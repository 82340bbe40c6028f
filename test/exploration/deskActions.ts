import type { KillLevel } from '../../domain/mode.ts';
import type { VenueWord } from '../../machines/order/OrderEvent.ts';
import { approver, operator, testDecision } from '../fixtures/proposalFixtures.ts';
import {
  approve,
  assess,
  dispatch,
  fillOf,
  leave,
  newestOf,
  orderOf,
  tell,
  tellOrder,
  type World,
} from './DeskModel.ts';

/** Something that can happen; the same world where it cannot happen now. */
export type Action = (world: World) => World;

const maxRevisions = 2;
const maxAttempts = 2;
const levels: readonly KillLevel[] = ['pause', 'cancel', 'flatten'];
const unsettled = ['sending', 'unknown'];

const number = (world: World) => newestOf(world)?.number ?? 0;
const word = (status: VenueWord['status'], filled = '0') => ({
  type: 'venue.reported',
  word: { status, venueOrderId: 'V1', filled },
  at: 6,
});

/** What people do to the proposal and its order. */
export const peopleActions: Readonly<Record<string, Action>> = {
  assess: (world) => (world.proposal.state === 'assessing' ? assess(world) : world),
  approve: (world) => approve(world, testDecision('approve', number(world))),
  approveOldRevision: (world) =>
    number(world) > 1 ? approve(world, testDecision('approve', number(world) - 1)) : world,
  approveOtherHash: (world) =>
    approve(world, testDecision('approve', number(world), { hash: 'f'.repeat(64) })),
  approveTooLate: (world) => approve(world, testDecision('approve', number(world), { at: 1000 })),
  approveAsOperator: (world) => approve(world, testDecision('approve', number(world), { by: operator })),
  decline: (world) =>
    tell(world, 'proposal', { type: 'proposal.declined', decision: testDecision('decline', number(world)) }),
  edit: (world) => {
    if (number(world) >= maxRevisions) return world;
    const decision = testDecision('edit', number(world));
    const requested = tell(world, 'proposal', { type: 'revision.requested', decision });
    return requested === world ? world : assess(requested);
  },
  expiry: (world) => tell(world, 'proposal', { type: 'expiry.reached', at: 1000 }),
  cancelOrder: (world) => tellOrder(world, { type: 'cancel.requested', reason: 'asked', at: 5 }),
};

/** What the desk, the network and the venue do to the order. */
export const orderActions: Readonly<Record<string, Action>> = {
  dispatch: (world) => (world.order && orderOf(world.order).attempts < maxAttempts ? dispatch(world) : world),
  lapse: (world) =>
    world.order?.state === 'intended'
      ? tellOrder(world, { type: 'intent.lapsed', reason: 'too late', at: 1001 })
      : world,
  leave,
  arrive: (world) =>
    world.wire === 'inFlight' ? { ...world, wire: 'resting', arrivals: world.arrivals + 1 } : world,
  getLost: (world) => (world.wire === 'inFlight' ? { ...world, wire: 'lost' } : world),
  replyAccepted: (world) =>
    world.order?.state === 'sending' && world.wire === 'resting' ? tellOrder(world, word('open')) : world,
  replyRejected: (world) =>
    world.order?.state === 'sending' && world.wire === 'inFlight'
      ? tellOrder({ ...world, wire: 'refused' }, { type: 'send.rejected', reason: 'no money', at: 5 })
      : world,
  replyBusy: (world) =>
    world.order?.state === 'sending' && world.wire === 'inFlight'
      ? tellOrder({ ...world, wire: 'none' }, { type: 'send.deferred', reason: 'busy', at: 5 })
      : world,
  replyMissing: (world) =>
    world.order?.state === 'sending' && world.wire !== 'none'
      ? tellOrder(world, { type: 'send.becameAmbiguous', reason: 'timed out', at: 5 })
      : world,
  restart: (world) => tellOrder(world, { type: 'restart.found', at: 5 }),
  trade: (world) => (world.wire === 'resting' ? { ...world, wire: 'traded' } : world),
  streamFill: (world) => (world.wire === 'traded' ? tellOrder(world, fillOf(world)) : world),
  resolve: (world) => {
    if (world.order?.state !== 'unknown') return world;
    if (world.wire === 'resting') return tellOrder(world, word('open'));
    if (world.wire === 'traded') return tellOrder(world, fillOf(world));
    if (world.wire === 'cancelled') return tellOrder(world, word('cancelled'));
    // While a request may still arrive its absence proves nothing.
    return world.wire === 'inFlight' ? world : tellOrder(world, { type: 'absence.proven', at: 9 });
  },
  cancelAtVenue: (world) => {
    if (world.order?.state !== 'pendingCancel') return world;
    if (world.wire === 'traded') return tellOrder(world, fillOf(world));
    return tellOrder({ ...world, wire: 'cancelled' }, word('cancelled'));
  },
};

/** What goes wrong with the account, heals, and is cleared. */
export const guardianActions: Readonly<Record<string, Action>> = {
  loseTooMuch: (world) =>
    tell(world, 'guardian', { type: 'cause.raised', cause: 'dailyLoss', detail: 'lost', at: 1 }),
  claimHealedLoss: (world) =>
    tell(world, 'guardian', { type: 'cause.cleared', cause: 'dailyLoss', healthySince: 1, at: 90_000 }),
  clearLoss: (world) =>
    tell(world, 'guardian', {
      type: 'human.cleared',
      cause: 'dailyLoss',
      by: approver,
      reason: 'looked',
      at: 2,
    }),
  clearLossAsOperator: (world) =>
    tell(world, 'guardian', {
      type: 'human.cleared',
      cause: 'dailyLoss',
      by: operator,
      reason: 'looked',
      at: 2,
    }),
  loseLease: (world) =>
    tell(world, 'guardian', { type: 'cause.raised', cause: 'lostLease', detail: 'gone', at: 1 }),
  regainLease: (world) =>
    tell(world, 'guardian', { type: 'cause.cleared', cause: 'lostLease', healthySince: 1, at: 90_000 }),
};

const rank = (level: KillLevel | null) => (level === null ? -1 : levels.indexOf(level));

/** The latch is set before anything else, as in `desk/killDesk`. */
const kill =
  (level: KillLevel): Action =>
  (world) =>
    tell({ ...world, latch: rank(level) > rank(world.latch) ? level : world.latch }, 'kill', {
      type: 'kill.requested',
      level,
      by: operator,
      reason: 'stop',
      at: 1,
    });

/** The kill switch: each of its steps, and taking it back. */
export function killActions(used: readonly KillLevel[]): Readonly<Record<string, Action>> {
  return {
    ...Object.fromEntries(used.map((level) => [`kill ${level}`, kill(level)])),
    freezeEntries: (world) => {
      if (world.kill.state !== 'freezing') return world;
      const lapsed =
        world.order?.state === 'intended'
          ? tellOrder(world, { type: 'intent.lapsed', reason: 'the kill switch', at: 5 })
          : world;
      return tell(lapsed, 'kill', { type: 'entries.frozen', at: 2 });
    },
    cancelEntries: (world) => {
      if (world.kill.state !== 'cancelling') return world;
      const asked = tellOrder(world, { type: 'cancel.requested', reason: 'the kill switch', at: 5 });
      const at = asked.wire === 'resting' ? { ...asked, wire: 'cancelled' as const } : asked;
      return tell(at, 'kill', { type: 'entries.cancelled', report: [], at: 3 });
    },
    flattenPositions: (world) =>
      world.kill.state === 'flattening'
        ? tell(world, 'kill', { type: 'positions.flattened', report: [], at: 4 })
        : world,
    confirmLevel: (world) => {
      if (world.kill.state !== 'confirming') return world;
      const cancels = rank(world.latch) >= rank('cancel');
      // The venue's own list is cancelled again each time that it is asked.
      const swept = cancels && world.wire === 'resting' ? { ...world, wire: 'cancelled' as const } : world;
      const open = cancels && unsettled.includes(swept.order?.state ?? '');
      return open
        ? tell(swept, 'kill', { type: 'level.unconfirmed', report: ['open'], at: 5 })
        : tell(swept, 'kill', { type: 'level.confirmed', report: [], at: 6 });
    },
    rearm: (world) => {
      const after = tell(world, 'kill', { type: 'rearm.requested', by: approver, reason: 'clear', at: 7 });
      return after === world ? world : { ...after, latch: null };
    },
    rearmAsOperator: (world) => {
      const after = tell(world, 'kill', { type: 'rearm.requested', by: operator, reason: 'clear', at: 7 });
      return after === world ? world : { ...after, latch: null };
    },
  };
}
