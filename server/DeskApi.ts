import type { UIMessage, UIMessageChunk } from 'ai';
import type { CancelResult } from '../desk/cancelOrder.ts';
import type { DecideResult } from '../desk/decideProposal.ts';
import type { EndQuarantineResult, QuarantineDecision } from '../desk/endQuarantine.ts';
import type { LoosenParams, LoosenResult } from '../desk/limits/loosenLimits.ts';
import type { MarketEvent } from '../desk/MarketView.ts';
import type { CallerCommand } from '../desk/proposals/repeatedCommand.ts';
import type { ProposeResult } from '../desk/proposeOrder.ts';
import type { RearmResult } from '../desk/rearmDesk.ts';
import type { SettleHoldingResult } from '../desk/settleHolding.ts';
import type { Alert } from '../domain/Alert.ts';
import type { Actor } from '../domain/actor.ts';
import type { DecisionCommand } from '../domain/DecisionCommand.ts';
import type { Evidence } from '../domain/Evidence.ts';
import type { Fill } from '../domain/Fill.ts';
import type { ForecastView } from '../domain/ForecastRecord.ts';
import type { Instrument } from '../domain/Instrument.ts';
import type { EvidenceId, InstrumentId, OrderId, ProposalId } from '../domain/ids.ts';
import type { JournalEntry } from '../domain/JournalEntry.ts';
import type { ModelView } from '../domain/ModelView.ts';
import type { Bar, Quote, Timeframe } from '../domain/market.ts';
import type { KillLevel, Mode } from '../domain/mode.ts';
import type { NewsView } from '../domain/NewsItem.ts';
import type { OrderStory } from '../domain/OrderStory.ts';
import type { OverridesView } from '../domain/Override.ts';
import type { ProposalRequest, ProposalStatus } from '../domain/Proposal.ts';
import type { SourcesView } from '../domain/SourceView.ts';
import type {
  KillView,
  LimitsView,
  OrderView,
  PortfolioView,
  ProposalView,
  RiskView,
  StateView,
} from '../domain/views.ts';

/** What happens on the desk, as the event stream sends it. Only `journal` is durable. */
export type DeskEvent = { type: 'journal'; entry: JournalEntry } | MarketEvent | { type: 'state' };

/** Answer of the analyst to one question outside a chat. */
export type AskResult = { text: string; proposals: ProposalId[]; evidence: EvidenceId[] };

/**
 * The running desk as the server sees it: its use cases and reads, and nothing that sends an order.
 * Reads of the market throw `VenueError` when the venue could not be asked.
 */
export type DeskApi = {
  readonly mode: Mode;
  state(): Promise<Omit<StateView, 'session'>>;
  /** The models that are loaded, each with how it did lately. */
  models(): ModelView[];
  /** How the sources outside of the desk are. */
  sources(): SourcesView;
  news(query: { kind: 'news' | 'post'; asset?: string; since: number; limit: number }): Promise<NewsView>;
  forecast(instrument: InstrumentId, timeframe: Timeframe): Promise<ForecastView>;
  instruments(): Instrument[];
  quote(instrument: InstrumentId): Quote | undefined;
  bars(
    instrument: InstrumentId,
    timeframe: Timeframe,
    range: { from?: number; to?: number; limit: number },
  ): Promise<Bar[]>;
  portfolio(): Promise<PortfolioView>;
  overrides(): Promise<OverridesView>;
  risk(): Promise<RiskView>;
  limits(): Promise<LimitsView>;
  listProposals(filter: { status?: ProposalStatus[]; limit: number }): Promise<ProposalView[]>;
  readProposal(id: ProposalId): Promise<ProposalView | undefined>;
  listOrders(filter: { open?: boolean; limit: number }): Promise<OrderView[]>;
  readOrder(id: OrderId): Promise<OrderView | undefined>;
  listFills(filter: { instrument?: InstrumentId; limit: number }): Promise<Fill[]>;
  listAlerts(filter: { limit: number }): Promise<Alert[]>;
  /** Ascending by sequence, starting after `after`. */
  listJournal(filter: { after?: number; limit: number; subject?: string }): Promise<JournalEntry[]>;
  journalHead(): Promise<number>;
  /** `id` of an order, a proposal, or a client order id. */
  explain(id: string): Promise<OrderStory | undefined>;
  readEvidence(id: EvidenceId): Promise<Evidence | undefined>;

  propose(params: {
    request: ProposalRequest;
    actor: Actor;
    command?: CallerCommand;
  }): Promise<ProposeResult>;
  closePosition(params: { instrument: InstrumentId; actor: Actor }): Promise<ProposeResult>;
  decide(params: { proposal: ProposalId; command: DecisionCommand; actor: Actor }): Promise<DecideResult>;
  cancelOrder(params: { order: OrderId; actor: Actor; reason?: string }): Promise<CancelResult>;
  endQuarantine(params: {
    order: OrderId;
    decision: QuarantineDecision;
    reason: string;
    actor: Actor;
  }): Promise<EndQuarantineResult>;
  settleHolding(params: {
    instrument: InstrumentId;
    reason: string;
    actor: Actor;
  }): Promise<SettleHoldingResult>;
  kill(params: { level: KillLevel; reason: string; actor: Actor }): Promise<KillView>;
  /** The kill switch as it stands, also while the database does not answer. */
  readKill(): Promise<KillView>;
  rearm(params: { reason: string; actor: Actor }): Promise<RearmResult>;
  loosenLimits(params: LoosenParams): Promise<LoosenResult>;

  chat(params: { chatId: string; message: UIMessage; actor: Actor }): Promise<ReadableStream<UIMessageChunk>>;
  ask(params: { text: string; actor: Actor }): Promise<AskResult>;
  transcript(chatId: string): Promise<UIMessage[]>;

  /** Throws when the database does not answer. */
  pingDatabase(): Promise<void>;
  /** Called on every event until the returned function is called. */
  subscribe(listener: (event: DeskEvent) => void): () => void;
};
