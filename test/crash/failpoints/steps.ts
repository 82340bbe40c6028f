import { randomUUID } from 'node:crypto';
import { cancelOrder } from '../../../desk/cancelOrder.ts';
import type { Desk } from '../../../desk/Desk.ts';
import { decideProposal } from '../../../desk/decideProposal.ts';
import { killDesk } from '../../../desk/killDesk.ts';
import { type ProposeParams, proposeOrder } from '../../../desk/proposeOrder.ts';
import { listOrders } from '../../../desk/read/listOrders.ts';
import { readPortfolio } from '../../../desk/read/readPortfolio.ts';
import { readProposal } from '../../../desk/read/readProposal.ts';
import { readRisk } from '../../../desk/read/readRisk.ts';
import { showKill } from '../../../desk/read/showKill.ts';
import { rearmDesk } from '../../../desk/rearmDesk.ts';
import { decimal } from '../../../domain/decimal.ts';
import { instrumentId, type OrderId, type ProposalId } from '../../../domain/ids.ts';
import type { OrderStatus } from '../../../domain/Order.ts';
import type { OrderView } from '../../../domain/views.ts';
import { until } from '../../fixtures/openTestDesk.ts';
import { approver, operator } from '../../fixtures/proposalFixtures.ts';

const btc = instrumentId.parse('BTC/USDT');
const eth = instrumentId.parse('ETH/USDT');
const patienceMs = 40_000;

/** What a desk under test is made to do. Each ends when it has come to rest. */
export const steps = {
  /** Buys at the market, and has a stop and a target on it. */
  async enter(desk: Desk): Promise<void> {
    const order = await approved(desk, {
      instrument: btc,
      side: 'buy',
      type: 'market',
      notional: someAmount(),
      stop: await priceOff(desk, btc, -4),
      target: await priceOff(desk, btc, 6),
    });
    await reached(desk, order.id, ['filled', 'expired']);
    await protectedAll(desk);
  },
  /** A buy far below the market, that rests. */
  async rest(desk: Desk): Promise<void> {
    const order = await approved(desk, {
      instrument: eth,
      side: 'buy',
      type: 'limit',
      limitPrice: await priceOff(desk, eth, -4),
      notional: someAmount(),
      stop: await priceOff(desk, eth, -8),
    });
    await reached(desk, order.id, ['accepted']);
  },
  async cancel(desk: Desk): Promise<void> {
    const [resting] = (await listOrders(desk, { open: true })).filter(({ role }) => role === 'entry');
    if (!resting) throw new Error('No entry rests');
    await cancelOrder(desk, { order: resting.id, actor: operator });
    await reached(desk, resting.id, ['cancelled']);
  },
  /** Sells half of what is held, so that its stop has to go and a smaller one has to come. */
  async reduce(desk: Desk): Promise<void> {
    const [held] = (await readPortfolio(desk)).positions;
    if (!held) throw new Error('Nothing is held');
    const quantity = decimal(held.quantity).div(2).toDecimalPlaces(5, 1).toString();
    const order = await approved(desk, {
      instrument: btc,
      side: 'sell',
      type: 'market',
      quantity,
      reduceOnly: true,
    });
    await reached(desk, order.id, ['filled', 'expired']);
    await protectedAll(desk);
  },
  /** Lets a proposal run out. */
  async expire(desk: Desk): Promise<void> {
    const id = await proposed(desk, {
      instrument: btc,
      side: 'buy',
      type: 'market',
      notional: someAmount(),
      stop: await priceOff(desk, btc, -4),
    });
    await until('the expiry', async () => (await readProposal(desk, id))?.status === 'expired', patienceMs);
  },
  async kill(desk: Desk): Promise<void> {
    await killDesk(desk, { level: 'flatten', reason: 'a crash test', actor: operator });
    await until('the kill', async () => (await showKill(desk)).state === 'killed', patienceMs);
  },
  async rearm(desk: Desk): Promise<void> {
    const result = await rearmDesk(desk, { reason: 'a crash test', actor: approver });
    if (result.kind !== 'rearmed') throw new Error(JSON.stringify(result));
  },
} as const;
export type Step = keyof typeof steps;

type Request = ProposeParams['request'];

async function approved(desk: Desk, request: Request): Promise<OrderView> {
  let last: unknown;
  for (let tries = 0; tries < 5; tries += 1) {
    const id = await proposed(desk, request);
    const shown = await readProposal(desk, id);
    if (!shown) throw new Error(`There is no ${id}`);
    const { revision, hash } = shown;
    const command = { decision: 'approve', revision, hash, idempotencyKey: randomUUID() } as const;
    last = await decideProposal(desk, { proposal: id, actor: approver, command });
    const order = (await readProposal(desk, id))?.order;
    if (order) return order;
  }
  throw new Error(`Nothing was approved: ${JSON.stringify(last)}`);
}

/** What denies a proposal after a crash, and heals: the guardian may learn only later what has just been wrong. */
const healing: ReadonlySet<string> = new Set(['state.database', 'state.trading']);

/** Proposes, and anew while all that denies it is what the crash has left behind. */
async function proposed(desk: Desk, request: Request): Promise<ProposalId> {
  return until(
    'a desk that has recovered',
    async () => {
      if (request.side === 'buy') await entriesAllowed(desk);
      const result = await proposeOrder(desk, { request, actor: operator, origin: 'operator' });
      if (result.kind !== 'proposed') throw new Error(JSON.stringify(result));
      const denials = result.proposal.verdict.checks.filter(({ outcome }) => outcome === 'deny');
      if (denials.length === 0) return result.proposal.id;
      if (denials.every(({ code }) => healing.has(code))) return undefined;
      throw new Error(denials.map(({ message }) => message).join(' '));
    },
    patienceMs,
  );
}

/** What a crash left open may have stopped entries: what heals is waited for, what does not a person clears. */
async function entriesAllowed(desk: Desk): Promise<void> {
  let why: readonly string[] = [];
  await until(
    'entries to be allowed',
    async () => {
      const { tradingState, reasons } = await readRisk(desk);
      why = reasons;
      if (tradingState === 'active') return true;
      await rearmDesk(desk, { reason: 'looked at what the crash left', actor: approver });
      return false;
    },
    patienceMs,
  ).catch((cause: unknown) => {
    throw new Error(`${String(cause)}: ${why.join(' ')}`);
  });
}

async function view(desk: Desk, id: OrderId): Promise<OrderView> {
  const found = (await listOrders(desk)).find((order) => order.id === id);
  if (!found) throw new Error(`There is no ${id}`);
  return found;
}

/** Waits until an order is in one of the states; where it never is, what became of it is told. */
async function reached(desk: Desk, id: OrderId, states: readonly OrderStatus[]): Promise<void> {
  const isThere = async () => states.includes((await view(desk, id)).status);
  await until(`an order that is ${states.join(' or ')}`, isThere, patienceMs).catch(
    async (cause: unknown) => {
      const { status, reason } = await view(desk, id);
      throw new Error(`${String(cause)}: ${id} is ${status}, ${reason}`);
    },
  );
}

/** Waits until every position has its stop at the venue. */
async function protectedAll(desk: Desk): Promise<void> {
  await until(
    'every position to be protected',
    async () => {
      const [{ positions }, open, effects] = await Promise.all([
        readPortfolio(desk),
        listOrders(desk, { open: true }),
        desk.database.read.outbox.count(desk.account),
      ]);
      return (
        effects === 0 &&
        positions.every(({ protection }) => protection === 'protected') &&
        open.every(({ status }) => ['accepted', 'partiallyFilled', 'triggered'].includes(status))
      );
    },
    patienceMs,
  );
}

async function priceOff(desk: Desk, instrument: typeof btc, percent: number): Promise<string> {
  const quote = await until('a quote', async () => desk.market.quote(instrument));
  return decimal(quote.bid)
    .times(1 + percent / 100)
    .toFixed(2);
}

/** Another amount each time: an order like one of the last minute would be refused as a duplicate. */
let amounts = 0;
function someAmount(): string {
  amounts += 1;
  return String(amounts);
}

/** From which amount (quote units) on the steps of this process buy. */
export function startAmounts(at: number): void {
  amounts = at;
}
