import { cancelOrder } from '../desk/cancelOrder.ts';
import { closePosition } from '../desk/closePosition.ts';
import { decideProposal } from '../desk/decideProposal.ts';
import { endQuarantine } from '../desk/endQuarantine.ts';
import { killDesk } from '../desk/killDesk.ts';
import { loosenLimits } from '../desk/limits/loosenLimits.ts';
import { readLimits } from '../desk/limits/readLimits.ts';
import { readOverrides } from '../desk/overrides/readOverrides.ts';
import { proposeOrder } from '../desk/proposeOrder.ts';
import { explainOrder } from '../desk/read/explainOrder.ts';
import { listAlerts } from '../desk/read/listAlerts.ts';
import { listFills } from '../desk/read/listFills.ts';
import { listJournal } from '../desk/read/listJournal.ts';
import { listOrders } from '../desk/read/listOrders.ts';
import { listProposals } from '../desk/read/listProposals.ts';
import { readEvidence } from '../desk/read/readEvidence.ts';
import { readOrder } from '../desk/read/readOrder.ts';
import { readPortfolio } from '../desk/read/readPortfolio.ts';
import { readProposal } from '../desk/read/readProposal.ts';
import { readRisk } from '../desk/read/readRisk.ts';
import { showKill } from '../desk/read/showKill.ts';
import { rearmDesk } from '../desk/rearmDesk.ts';
import { settleHolding } from '../desk/settleHolding.ts';
import type { RunningDesk } from '../host/RunningDesk.ts';
import type { DeskApi } from './DeskApi.ts';

/** The running desk, narrowed to what the server may do with it. Whatever comes in here is an operator's. */
export function createDeskApi({
  desk,
  agents,
  models,
  sources,
  news,
  forecast,
  state,
  subscribe,
}: RunningDesk): DeskApi {
  return {
    mode: desk.mode,
    state,
    models,
    sources,
    news,
    forecast,
    subscribe,
    instruments: () => [...desk.market.instruments.values()],
    quote: (instrument) => desk.market.quote(instrument),
    bars: (instrument, timeframe, range) => desk.market.bars(instrument, timeframe, range),
    portfolio: () => readPortfolio(desk),
    overrides: () => readOverrides(desk),
    risk: () => readRisk(desk),
    limits: () => readLimits(desk),
    listProposals: (filter) => listProposals(desk, filter),
    readProposal: (id) => readProposal(desk, id),
    listOrders: (filter) => listOrders(desk, filter),
    readOrder: (id) => readOrder(desk, id),
    listFills: (filter) => listFills(desk, filter),
    listAlerts: (filter) => listAlerts(desk, filter),
    listJournal: (filter) => listJournal(desk, filter),
    journalHead: async () => (await desk.database.read.journal.head()).sequence,
    explain: (id) => explainOrder({ read: desk.database.read, documents: desk.documents }, id),
    readEvidence: (id) => readEvidence(desk, id),
    propose: (params) => proposeOrder(desk, { ...params, origin: 'operator' }),
    closePosition: (params) => closePosition(desk, { ...params, origin: 'operator' }),
    decide: (params) => decideProposal(desk, params),
    cancelOrder: (params) => cancelOrder(desk, params),
    endQuarantine: (params) => endQuarantine(desk, params),
    settleHolding: (params) => settleHolding(desk, params),
    kill: (params) => killDesk(desk, params),
    readKill: () => showKill(desk),
    rearm: (params) => rearmDesk(desk, params),
    loosenLimits: (params) => loosenLimits(desk, params),
    chat: (params) => agents.chat(params),
    ask: (params) => agents.ask(params),
    transcript: (chatId) => agents.transcript(chatId),
    pingDatabase: () => desk.database.ping(),
  };
}
