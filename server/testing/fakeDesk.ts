import { simulateReadableStream, type UIMessageChunk } from 'ai';
import type { Actor } from '../../domain/actor.ts';
import type { DecisionCommand } from '../../domain/DecisionCommand.ts';
import type { JournalEntry } from '../../domain/JournalEntry.ts';
import type { ProposalRequest } from '../../domain/Proposal.ts';
import type { ProposalView, RiskView } from '../../domain/views.ts';
import type { DeskApi, DeskEvent } from '../DeskApi.ts';
import * as samples from './samples.ts';

export type FakeDesk = DeskApi & {
  /** What was asked of the desk, in order, with who asked. */
  calls: { name: string; params: unknown; actor: Actor }[];
  journal: JournalEntry[];
  /** Tells every listener, as a commit or a market event does. */
  emit(event: DeskEvent): void;
};

/** A desk with one waiting proposal and one open order, that remembers what it was asked. */
export function fakeDesk(overrides: Partial<DeskApi> = {}): FakeDesk {
  const calls: FakeDesk['calls'] = [];
  const journal: JournalEntry[] = [];
  const listeners = new Set<(event: DeskEvent) => void>();
  let proposal = samples.sampleProposal();
  let order = samples.sampleOrder();
  let kill = samples.killArmed;
  const note = (name: string, params: { actor: Actor }) => {
    const { actor, ...rest } = params;
    calls.push({ name, params: rest, actor });
  };
  const desk: FakeDesk = {
    calls,
    journal,
    emit(event) {
      if (event.type === 'journal') journal.push(event.entry);
      for (const listener of listeners) listener(event);
    },
    mode: 'sim',
    state: async () => samples.state,
    models: () => [samples.model],
    sources: () => ({ enabled: false, sources: [] }),
    news: async () => ({ enabled: true, items: [samples.newsItem] }),
    forecast: async () => ({ kind: 'none', reason: 'Too few bars.' }),
    instruments: () => [samples.instrument],
    quote: () => samples.quote,
    bars: async () => [{ ts: 1, open: '1', high: '2', low: '0.5', close: '1.5', volume: '10' }],
    portfolio: async () => samples.portfolio,
    overrides: async () => samples.overrides,
    risk: async (): Promise<RiskView> => ({ ...risk, kill }),
    limits: async () => samples.limitsView,
    listProposals: async ({ status }) => (status && !status.includes(proposal.status) ? [] : [proposal]),
    readProposal: async (id) => (id === proposal.id ? proposal : undefined),
    listOrders: async () => [order],
    readOrder: async (id) => (id === order.id ? order : undefined),
    listFills: async () => [samples.fill],
    listAlerts: async () => [
      { sequence: 3, at: samples.now, severity: 'warning', code: 'feed.stale', message: 'm', subject: 's' },
    ],
    listJournal: async ({ after = 0, limit }) =>
      journal.filter((entry) => entry.sequence > after).slice(0, limit),
    journalHead: async () => journal.at(-1)?.sequence ?? 0,
    explain: async (id) =>
      [proposal.id, order.id, order.clientOrderId].includes(id) ? samples.orderStory : undefined,
    readEvidence: async () => undefined,
    async propose(params) {
      note('propose', params);
      proposal = fromRequest(params.request);
      return { kind: 'proposed', proposal };
    },
    async closePosition(params) {
      note('closePosition', params);
      return { kind: 'proposed', proposal: samples.sampleProposal({ side: 'sell', reduceOnly: true }) };
    },
    async decide(params) {
      note('decide', params);
      return decide(params.command, params.actor);
    },
    async cancelOrder(params) {
      note('cancelOrder', params);
      if (params.order !== order.id) return { kind: 'notFound' };
      if (!order.open)
        return {
          kind: 'conflict',
          message: `${order.id} is ${order.status}; there is nothing to cancel.`,
          order,
        };
      order = { ...order, status: 'pendingCancel', open: false };
      return { kind: 'requested', order };
    },
    readKill: async () => kill,
    async settleHolding(params) {
      note('settleHolding', params);
      return { kind: 'settled', instrument: params.instrument, writtenOff: '0.005', left: '0.001' };
    },
    async endQuarantine(params) {
      note('endQuarantine', params);
      if (params.order !== order.id) return { kind: 'notFound' };
      if (order.status !== 'quarantined')
        return { kind: 'conflict', message: `${order.id} is ${order.status} and not quarantined.`, order };
      order = { ...order, status: params.decision === 'accept' ? 'accepted' : 'writtenOff', open: false };
      return { kind: 'ended', order };
    },
    async kill(params) {
      note('kill', params);
      const { level, reason, actor } = params;
      kill = {
        state: 'killed',
        level,
        by: actor,
        at: samples.now,
        reason,
        report: ['1 entry order cancelled.'],
      };
      return kill;
    },
    async rearm(params) {
      note('rearm', params);
      if (kill.state === 'armed')
        return { kind: 'conflict', message: 'The kill switch is not on; there is nothing to rearm.', kill };
      kill = samples.killArmed;
      return { kind: 'rearmed', kill };
    },
    async loosenLimits(params) {
      note('loosenLimits', params);
      if (params.shown !== samples.limitsView.waitingHash) {
        const message = 'What waits is not what you saw.';
        return { kind: 'conflict', message, limits: samples.limitsView };
      }
      const loosened = { ...samples.limitsView, waiting: [], waitingHash: null };
      return { kind: 'loosened', limits: loosened };
    },
    async chat(params) {
      note('chat', params);
      return simulateReadableStream<UIMessageChunk>({
        chunks: [
          { type: 'start' },
          { type: 'text-start', id: 't' },
          { type: 'text-delta', id: 't', delta: 'BTC is at 67,301.5.' },
          { type: 'text-end', id: 't' },
          { type: 'finish' },
        ],
      });
    },
    async ask(params) {
      note('ask', params);
      return { text: 'BTC is at 67,301.5.', proposals: [], evidence: [] };
    },
    transcript: async (id) => [{ id: `${id}-1`, role: 'user', parts: [{ type: 'text', text: 'hello' }] }],
    pingDatabase: async () => {},
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...overrides,
  };

  function decide(command: DecisionCommand, actor: Actor): Awaited<ReturnType<DeskApi['decide']>> {
    const last = proposal.decisions.at(-1);
    if (last) {
      const message = `${proposal.id} is ${proposal.status}: ${last.by.id} (${last.by.channel}) did ${last.decision} at ${new Date(last.at).toISOString()}. Nothing was changed by this request.`;
      return { kind: 'conflict', message, proposal };
    }
    if (command.hash !== proposal.hash || command.revision !== proposal.revision)
      return { kind: 'conflict', message: 'What you saw is not what stands.', proposal };
    const { decision, revision, hash } = command;
    const reason = command.reason ?? null;
    proposal = {
      ...proposal,
      status: decision === 'decline' ? 'declined' : 'cleared',
      decisions: [{ decision, by: actor, at: samples.now, revision, hash, reason }],
      order:
        decision === 'approve'
          ? samples.sampleOrder({ status: 'filled', open: false, filled: '0.148' })
          : null,
    };
    return { kind: 'decided', proposal };
  }

  return desk;
}

function fromRequest(request: ProposalRequest): ProposalView {
  return samples.sampleProposal({
    instrument: request.instrument,
    side: request.side,
    type: request.type,
    thesis: request.thesis ?? '',
    stop: request.stop ?? null,
    status: request.stop === undefined ? 'denied' : 'awaitingApproval',
  });
}

const risk: RiskView = {
  tradingState: 'active',
  reasons: [],
  kill: samples.killArmed,
  limits: samples.limits,
  limitsHash: 'b'.repeat(64),
  usage: [{ name: 'maxOpenOrders', label: 'Open orders', observed: '1', limit: '20', usedPercent: 5 }],
  exposure: {
    openEntryOrders: 1,
    openProtectionOrders: 1,
    openPositions: 1,
    positionNotional: '10431.73',
    estimatedFlattenCost: '15.2',
  },
};
