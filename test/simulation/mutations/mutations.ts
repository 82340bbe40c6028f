/** A known bug: fragments of the program's source and what stands in their place. */
export type Mutation = {
  name: string;
  sentence: string;
  edits: readonly { file: string; find: string; replace: string }[];
};

/** Bugs that order paths really had, here or elsewhere; the simulation has to find every one of them. */
export const mutations: readonly Mutation[] = [
  {
    name: 'resendOnTimeout',
    sentence: 'An order whose send timed out is sent once more, as if it had been refused for now.',
    edits: [
      {
        file: 'desk/submitOrder.ts',
        find: "unknown: 'send.becameAmbiguous',",
        replace: "unknown: 'send.deferred',",
      },
    ],
  },
  {
    name: 'retryAfterAcceptance',
    sentence: 'The same request goes out a second time at once when the answer to the first was lost.',
    edits: [
      {
        file: 'desk/submitOrder.ts',
        find: 'const outcome = await desk.venue.sendOrder(cleared, lastLook(desk, cleared));',
        replace:
          "let outcome = await desk.venue.sendOrder(cleared, lastLook(desk, cleared)); if (outcome.kind === 'unknown') outcome = await desk.venue.sendOrder(cleared, lastLook(desk, cleared));",
      },
    ],
  },
  {
    name: 'timeoutIsTerminal',
    sentence: 'A timeout of our own is booked as the rejection of the order.',
    edits: [
      {
        file: 'desk/submitOrder.ts',
        find: "unknown: 'send.becameAmbiguous',",
        replace: "unknown: 'send.rejected',",
      },
    ],
  },
  {
    name: 'networkErrorIsNotFound',
    sentence: 'A venue that could not be asked for an order is taken not to have it.',
    edits: [
      {
        file: 'desk/orders/resolveOrder.ts',
        find: 'venue.fetchOrder(intent),',
        replace: "venue.fetchOrder(intent).catch(() => 'absent' as const),",
      },
      {
        file: 'desk/orders/resolveOrder.ts',
        find: 'venue.fetchOpenOrders(),',
        replace: 'venue.fetchOpenOrders().catch(() => []),',
      },
      {
        file: 'desk/orders/resolveOrder.ts',
        find: 'venue.fetchFills(intent.instrument, executionsSince(desk, intent)),',
        replace: 'venue.fetchFills(intent.instrument, executionsSince(desk, intent)).catch(() => []),',
      },
    ],
  },
  {
    name: 'oneLookProvesAbsence',
    sentence: 'An order that the venue does not show at the first look is taken never to have arrived.',
    edits: [
      {
        file: 'desk/orders/resolveOrder.ts',
        find: 'const left = requestWindowMs + consistencyDelayMs - waited;',
        replace: 'const left = 0 * waited;',
      },
      {
        file: 'desk/orders/resolveOrder.ts',
        find: 'await pause(desk.clock, consistencyDelayMs);',
        replace: 'if (left < 0) await pause(desk.clock, consistencyDelayMs);',
      },
    ],
  },
  {
    name: 'silenceProvesAbsence',
    sentence:
      'A venue that enforces no request window is believed to have lost an order after half a minute.',
    edits: [
      {
        file: 'desk/orders/resolveOrder.ts',
        find: 'const { requestWindowMs, consistencyDelayMs } = desk.venue.warrants;',
        replace:
          'const { consistencyDelayMs } = desk.venue.warrants; const requestWindowMs = (desk.venue.warrants.requestWindowMs ?? 30_000) as number | null;',
      },
    ],
  },
  {
    name: 'fillsIncrement',
    sentence: 'A fill that comes twice is counted twice: sums are increments instead of a set.',
    edits: [
      {
        file: 'desk/recordFill.ts',
        find: "if (inserted === 'same') return 'known';",
        replace: '',
      },
    ],
  },
  {
    name: 'lateFillDropped',
    sentence: 'A fill that comes after its order was closed is thrown away.',
    edits: [
      {
        file: 'desk/recordFill.ts',
        find: "if (!found) return 'foreign';",
        replace: "if (!found || ['cancelled', 'expired', 'filled'].includes(found.status)) return 'foreign';",
      },
    ],
  },
  {
    name: 'recheckSkipped',
    sentence: 'What the gate says at the approval and right before the send is not listened to.',
    edits: [
      {
        file: 'desk/proposals/approve.ts',
        find: 'if (!ruling.allowed) {',
        replace: 'if (!ruling.allowed && ruling.denials().length === 0) {',
      },
      {
        file: 'desk/clearOrder.ts',
        find: 'if (!ruling.allowed) {',
        replace: 'if (!ruling.allowed && ruling.denials().length === 0) {',
      },
    ],
  },
  {
    name: 'unknownNotReserved',
    sentence: 'Orders of which nobody knows yet whether they arrived hold no exposure.',
    edits: [
      {
        file: 'desk/risk/toOrderRow.ts',
        find: '    status,\n    side:',
        replace: "    status: status === 'unknown' || status === 'sending' ? 'rejected' : status,\n    side:",
      },
    ],
  },
  {
    name: 'latchNotRead',
    sentence: 'The kill latch is read neither at the approval nor before a send.',
    edits: [
      {
        file: 'desk/risk/readTradingState.ts',
        find: 'return desk.latch.read()?.level ?? null;',
        replace: 'return desk.latch.read() ? null : null;',
      },
    ],
  },
  {
    name: 'epochNotAsked',
    sentence: 'Whether this process still owns the account is not asked before a send.',
    edits: [
      {
        file: 'desk/lastLook.ts',
        find: 'if (withheld !== undefined) return withheld;',
        replace: '',
      },
    ],
  },
  {
    name: 'staleApproval',
    sentence: 'An approval of an earlier revision approves the one that stands now.',
    edits: [
      {
        file: 'desk/decideProposal.ts',
        find: 'if (command.revision !== newest.number || command.hash !== newest.hash) {',
        replace:
          "if (command.decision !== 'approve' && (command.revision !== newest.number || command.hash !== newest.hash)) {",
      },
      {
        file: 'desk/decideProposal.ts',
        find: 'revision: command.revision,\n      hash: command.hash,\n      reason:',
        replace: 'revision: newest.number,\n      hash: newest.hash,\n      reason:',
      },
    ],
  },
  {
    name: 'approvedTwice',
    sentence: 'A second approval of a proposal that is cleared already makes a second order.',
    edits: [
      {
        file: 'machines/proposal/proposalMachine.ts',
        find: "'intent.lapsed': [",
        replace:
          "'approval.granted': { guard: 'canBeApproved', target: 'approved', actions: 'addDecision' },\n        'intent.lapsed': [",
      },
    ],
  },
  {
    name: 'stopNotResized',
    sentence: 'A stop is not replaced when the position has become smaller or larger.',
    edits: [
      {
        file: 'machines/protection/reviewPosition.ts',
        find: 'decimal(seen.remaining).eq(decimal(quantity)) &&',
        replace: '',
      },
    ],
  },
  {
    name: 'stopForgottenAfterRejection',
    sentence: 'A stop that the venue has rejected is not tried again, and nobody is told.',
    edits: [
      {
        file: 'desk/protection/toReview.ts',
        find: "order.intent.instrument === instrument.id && status !== 'quarantined',",
        replace: "order.intent.instrument === instrument.id || status === 'quarantined',",
      },
      {
        file: 'desk/accountCauses.ts',
        find: 'if (naked.length > 0) {',
        replace: 'if (naked.length > 99) {',
      },
      {
        file: 'machines/protection/reviewPosition.ts',
        find: 'export const refusalsBeforeAlarm = 3;',
        replace: 'export const refusalsBeforeAlarm = 1;',
      },
      {
        file: 'machines/protection/reviewPosition.ts',
        find: 'const refusalWindowMs = 60_000;',
        replace: 'const refusalWindowMs = 60_000_000;',
      },
    ],
  },
  {
    name: 'halfSentForgotten',
    sentence: 'An order that was being sent when the process died is sent again after the restart.',
    edits: [
      {
        file: 'machines/order/orderMachine.ts',
        find: "'restart.found': { target: 'unknown', actions: 'explainRestart' },",
        replace: "'restart.found': { target: 'intended', actions: 'explainRestart' },",
      },
    ],
  },
  {
    name: 'killForgottenAtStart',
    sentence: 'A desk that starts does not look at the kill latch, and writes it anew as nothing.',
    edits: [
      {
        file: 'host/hostDesk.ts',
        find: 'await followLatch(desk);\n\n',
        replace: 'if (desk.latch.read()) desk.latch.clear(desk.latch.read()?.at ?? 0);\n\n',
      },
    ],
  },
  {
    name: 'sentAfterItsDeadline',
    sentence: 'An order goes out however long ago it was approved.',
    edits: [
      {
        file: 'desk/submitOrder.ts',
        find: 'if (unit.now > intent.sendBefore)',
        replace: 'if (unit.now < 0)',
      },
      {
        file: 'desk/lastLook.ts',
        find: 'if (desk.clock.now() > order.sendBefore)',
        replace: 'if (desk.clock.now() < 0)',
      },
      {
        file: 'machines/order/orderGuards.ts',
        find: 'isInTime: ({ context, event }: Args) => event.at <= context.intent.sendBefore,',
        replace: 'isInTime: ({ context, event }: Args) => event.at + context.intent.sendBefore > 0,',
      },
    ],
  },
  {
    name: 'journalAfterTheFact',
    sentence: 'What an order is told is not journalled.',
    edits: [
      {
        file: 'host/runtime/AccountUnit.ts',
        find: 'const { type, ...data } = event;\n    this.journal({',
        replace: "const { type, ...data } = event;\n    if (type !== 'venue.reported') this.journal({",
      },
    ],
  },
  {
    name: 'adapterTrustsTimeout',
    sentence: 'The adapter takes a request that was not answered in time for a refusal.',
    edits: [
      {
        file: 'venues/ccxt/mapCcxtError.ts',
        find: "RequestTimeout: 'unknown',",
        replace: "RequestTimeout: 'rejected',",
      },
    ],
  },
  {
    name: 'adapterTrustsGateway',
    sentence: 'The adapter takes the error page of a gateway for a refusal of the exchange.',
    edits: [
      {
        file: 'venues/ccxt/mapCcxtError.ts',
        find: "ExchangeNotAvailable: 'unknown',",
        replace: "ExchangeNotAvailable: 'rejected',",
      },
    ],
  },
  {
    name: 'cancelAckIsEnough',
    sentence: 'A cancel that the venue has acknowledged is never asked for again.',
    edits: [
      {
        file: 'desk/orders/cancelAtVenue.ts',
        find: 'restingStatuses.includes(report.status) ? {',
        replace: 'restingStatuses.length === 0 ? {',
      },
    ],
  },
];
