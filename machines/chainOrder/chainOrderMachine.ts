import { assertEvent, assign, setup } from 'xstate';
import {
  type ChainOrder,
  type ChainOrderEvent,
  type ChainOrderInput,
  chainOrderEvents,
  type SignedTransaction,
} from './ChainOrder.ts';
import { chainOrderGuards, personOf, receiptOf, withReceipt } from './chainOrderGuards.ts';

/** What is final ends the order, from wherever it stands. Everything else on a chain can be taken back. */
const ends = {
  'transaction.finalised': [
    { guard: 'isKnownFinal' },
    { guard: 'isForeign' },
    {
      guard: 'wouldOverfill',
      target: '#chainOrder@1.quarantined',
      actions: ['addReceipt', 'explainOverfill', 'bookFills', 'reviewProtection'],
    },
    {
      guard: 'isCancellation',
      target: '#chainOrder@1.cancelled',
      actions: ['addReceipt', 'reviewProtection'],
    },
    {
      guard: 'isReverted',
      target: '#chainOrder@1.reverted',
      actions: ['addReceipt', 'explainReversal', 'returnForReapproval', 'reviewProtection'],
    },
    {
      target: '#chainOrder@1.finalised',
      actions: ['addReceipt', 'bookFills', 'reviewProtection'],
    },
  ],
  'nonce.finalised': {
    guard: 'isAnothers',
    target: '#chainOrder@1.replaced',
    actions: ['forgetMined', 'explainReplacement', 'returnForReapproval', 'reviewProtection'],
  },
} as const;

const expires = {
  'deadline.passed': {
    guard: 'isPastDeadline',
    target: '#chainOrder@1.expired',
    actions: ['explainDeadline', 'releaseNonce', 'returnForReapproval', 'reviewProtection'],
  },
} as const;

const isMined = {
  'transaction.mined': [
    { guard: 'isKnownMined' },
    { guard: 'isOurs', target: '#chainOrder@1.mined', actions: 'noteMined' },
  ],
} as const;

/** A nonce that was never used holds up every later one of the same address. */
const takenBack = ['noteCancel', 'explain', 'releaseNonce', 'reviewProtection'] as const;

/** Wherever it may be in a pool: replaced by fee, cancelled by fee, or found in a block. */
const underWay = {
  ...ends,
  ...expires,
  ...isMined,
  'transaction.signed': { guard: 'isHigherBid', target: '#chainOrder@1.signed', actions: 'addTransaction' },
  'replacement.requested': { guard: 'wasNotAskedToCancel', actions: ['explain', 'signReplacement'] },
  'cancel.requested': { actions: ['noteCancel', 'signCancellation'] },
} as const;

/** What contradicts an end is for a person; its executions are booked all the same. */
const closed = {
  'transaction.finalised': [
    { guard: 'isKnownFinal' },
    { guard: 'isForeign' },
    {
      target: '#chainOrder@1.quarantined',
      actions: ['addReceipt', 'explainContradiction', 'bookFills', 'reviewProtection'],
    },
  ],
} as const;

/** `chainOrder@1`: one transaction of an order on an EVM chain. */
export const chainOrderMachine = setup({
  types: { context: {} as ChainOrder, events: {} as ChainOrderEvent, input: {} as ChainOrderInput },
  guards: chainOrderGuards,
  actions: {
    addTransaction: assign(({ context, event }) => {
      assertEvent(event, 'transaction.signed');
      return {
        transactions: [...context.transactions, { ...event.transaction, broadcastAt: null }],
        updatedAt: event.at,
      };
    }),
    noteBroadcast: assign(({ context, event }) => {
      assertEvent(event, 'broadcast.began');
      const note = (each: SignedTransaction) =>
        each.hash === event.hash ? { ...each, broadcastAt: event.at } : each;
      return { transactions: context.transactions.map(note), updatedAt: event.at };
    }),
    noteMined: assign(({ event }) => ({ mined: receiptOf(event), updatedAt: event.at })),
    forgetMined: assign(({ event }) => ({ mined: null, updatedAt: event.at })),
    addReceipt: assign(({ context, event }) => ({
      receipts: withReceipt(context.receipts, receiptOf(event)),
      mined: null,
      updatedAt: event.at,
    })),
    noteCancel: assign(({ event }) => ({ cancelRequestedAt: event.at, updatedAt: event.at })),
    explain: assign(({ event }) => {
      assertEvent(event, ['broadcast.refused', 'intent.lapsed', 'replacement.requested', 'cancel.requested']);
      return { reason: event.reason, updatedAt: event.at };
    }),
    explainPerson: assign(({ event }) => {
      const { by, reason } = personOf(event);
      return { reason: `${by.id}: ${reason}`, updatedAt: event.at };
    }),
    explainReversal: assign({ reason: 'The chain undid the transaction; nothing was traded, gas was paid.' }),
    explainReplacement: assign({
      reason: 'Another transaction of the same address used this order’s nonce, so it can never trade.',
    }),
    explainDeadline: assign(({ event }) => ({
      reason: 'Its deadline has passed on a final block, so it can never trade.',
      updatedAt: event.at,
    })),
    explainOverfill: assign({
      reason:
        'The chain traded more than was ordered. A person has to look before this order is touched again.',
    }),
    explainContradiction: assign({
      reason:
        'A final block contains what this order’s end had ruled out. It is booked; a person has to look.',
    }),
    signTransaction: () => {},
    signReplacement: () => {},
    signCancellation: () => {},
    broadcastTransaction: () => {},
    watchTransaction: () => {},
    releaseNonce: () => {},
    bookFills: () => {},
    reviewProtection: () => {},
    returnForReapproval: () => {},
  },
}).createMachine({
  id: 'chainOrder@1',
  description:
    'One transaction of an order on an EVM chain: its swap, or the allowance that the swap takes. It has one nonce for itself; every transaction signed for it can be mined at any time once it has left, so its exposure is free again only when a final block holds another transaction with that nonce, or is later than the call’s deadline. What was traded is computed from final receipts alone.',
  meta: { events: chainOrderEvents },
  context: ({ input }) => ({
    intent: input?.intent,
    call: input?.call,
    chainId: input?.chainId,
    sender: input?.sender,
    nonce: input?.nonce,
    deadline: input?.deadline,
    transactions: [],
    mined: null,
    receipts: [],
    cancelRequestedAt: null,
    reason: null,
    updatedAt: input?.intent.createdAt ?? 0,
  }),
  initial: 'nonceReserved',
  states: {
    nonceReserved: {
      description: 'Stored and durable with a nonce of its own; nothing is signed.',
      entry: 'signTransaction',
      on: {
        'transaction.signed': { guard: 'isFirst', target: 'signed', actions: 'addTransaction' },
        'intent.lapsed': {
          target: 'lapsed',
          actions: ['explain', 'releaseNonce', 'returnForReapproval', 'reviewProtection'],
        },
        'cancel.requested': { target: 'cancelled', actions: takenBack },
      },
    },
    signed: {
      description: 'The newest transaction is signed and its hash stored; earlier ones may be in a pool.',
      entry: 'broadcastTransaction',
      on: {
        ...underWay,
        'broadcast.began': { guard: 'mayLeave', target: 'broadcast', actions: 'noteBroadcast' },
        'intent.lapsed': {
          guard: 'hasNotLeft',
          target: 'lapsed',
          actions: ['explain', 'releaseNonce', 'returnForReapproval', 'reviewProtection'],
        },
        'deadline.passed': [
          {
            guard: 'isPastDeadlineBeforeLeaving',
            target: 'lapsed',
            actions: expires['deadline.passed'].actions,
          },
          expires['deadline.passed'],
        ],
        'cancel.requested': [
          { guard: 'hasNotLeft', target: 'cancelled', actions: takenBack },
          underWay['cancel.requested'],
        ],
      },
    },
    broadcast: {
      description: 'On its way to the pools, or waiting in them for a block.',
      entry: 'watchTransaction',
      on: {
        ...underWay,
        'broadcast.refused': { guard: 'isNewest', target: 'dropped', actions: 'explain' },
        'transaction.dropped': { guard: 'isNewest', target: 'dropped' },
      },
    },
    dropped: {
      description: 'In no pool that was asked. It may still be mined, so its exposure stays reserved.',
      entry: 'watchTransaction',
      on: {
        ...underWay,
        'broadcast.began': { guard: 'mayLeave', target: 'broadcast', actions: 'noteBroadcast' },
      },
    },
    mined: {
      description: 'In a block that may still be taken back; what it traded is not booked yet.',
      on: {
        ...ends,
        ...isMined,
        'transaction.reorged': [
          {
            guard: 'isTakenBackAndWasAskedToCancel',
            target: 'reorged',
            actions: ['forgetMined', 'signCancellation'],
          },
          { guard: 'isTakenBack', target: 'reorged', actions: 'forgetMined' },
        ],
        'cancel.requested': { actions: 'noteCancel' },
      },
    },
    reorged: {
      description: 'Its block was taken back. It is in a pool again, or will be mined elsewhere.',
      entry: 'watchTransaction',
      on: {
        ...underWay,
        'broadcast.began': { guard: 'mayLeave', target: 'broadcast', actions: 'noteBroadcast' },
        'transaction.dropped': { guard: 'isNewest', target: 'dropped' },
      },
    },
    finalised: { description: 'In a final block: what its receipt says was traded.', on: closed },
    reverted: { description: 'In a final block that undid it: nothing was traded.', on: closed },
    replaced: { description: 'A final block holds another transaction with its nonce.', on: closed },
    expired: {
      description: 'A final block is later than its deadline; it can only revert now.',
      on: {
        'transaction.finalised': [
          { guard: 'isKnownFinal' },
          { guard: 'isOursAndReverted', actions: 'addReceipt' },
          ...closed['transaction.finalised'],
        ],
      },
    },
    cancelled: {
      description: 'Taken back before it left, or its nonce was used up by its own cancellation.',
      on: closed,
    },
    lapsed: { description: 'Never left: too late, or refused by the last look.', on: closed },
    quarantined: {
      description:
        'What the chain says of it cannot be true, or cannot be explained. Receipts are booked, and only a person with a reason ends it.',
      on: {
        'transaction.finalised': [
          { guard: 'isKnownFinal' },
          { guard: 'isForeign' },
          { actions: ['addReceipt', 'bookFills', 'reviewProtection'] },
        ],
        'quarantine.accepted': [
          { guard: 'lacksPersonWithReason' },
          { target: 'finalised', actions: ['explainPerson', 'reviewProtection'] },
        ],
        'quarantine.writtenOff': [
          { guard: 'lacksPersonWithReason' },
          { target: 'writtenOff', actions: ['explainPerson', 'reviewProtection'] },
        ],
      },
    },
    writtenOff: {
      description: 'Closed by a person out of quarantine with the receipts that are booked.',
      on: closed,
    },
  },
});
