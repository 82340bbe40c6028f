import type { Instrument } from '../../../domain/Instrument.ts';
import type { ProposalRequest } from '../../../domain/Proposal.ts';
import type { closePosition } from '../../../tools/closePosition.ts';
import type { fetchBars } from '../../../tools/fetchBars.ts';
import type { fetchQuote } from '../../../tools/fetchQuote.ts';
import type { proposeOrder } from '../../../tools/proposeOrder.ts';
import type { readPortfolio } from '../../../tools/readPortfolio.ts';
import { type OrderPlan, planOrder } from '../orders/planOrder.ts';
import type { OrderDraft } from '../parse/ParsedMessage.ts';
import { cite, grouped, money, sourced } from '../phrases.ts';
import { ask, request, type Talk, type World } from '../Talk.ts';

/** Reads the market and the account, works the order out, says what it is, and puts it up. */
export function* answerOrder(draft: OrderDraft, world: World, quoted: string): Talk {
  const instrument = world.instruments.get(draft.instrument);
  if (!instrument) return `${draft.instrument} is not traded on this desk. Nothing was proposed.`;
  const id = draft.instrument;
  const [quote, bars, portfolio] = yield* ask([
    request<typeof fetchQuote>('fetchQuote', { instrument: id }),
    request<typeof fetchBars>('fetchBars', { instrument: id, timeframe: '1h', count: 24 }),
    request<typeof readPortfolio>('readPortfolio'),
  ]);
  for (const output of [quote, bars, portfolio]) {
    if (!output.ok) return `${output.message} Without it I propose nothing.`;
  }
  if (!quote.ok || !bars.ok || !portfolio.ok) return 'Nothing was proposed.';
  const { positions, balances, equity, cashFree } = portfolio.result;
  const { bid, ask: offered } = quote.result;
  const held =
    positions.find((position) => position.instrument === id)?.quantity ??
    balances.find((balance) => balance.asset === instrument.base)?.free ??
    '0';
  const { atrPercent } = bars.result;
  const { limits, currency } = world;
  const plan = planOrder(draft, {
    instrument,
    limits,
    bid,
    ask: offered,
    atrPercent,
    equity,
    cashFree,
    held,
  });
  if (plan.kind === 'refused') return plan.message;

  const chosen = plan.chosenStop
    ? ` You gave no stop, so I chose one: ${grouped(plan.request.stop ?? '')}, ${plan.chosenStop}% below, from the average hourly range (ATR ${atrPercent ?? 'unknown'}%)${cite(bars)}.`
    : '';
  const market = `${draft.side === 'buy' ? `ask ${grouped(offered)}` : `bid ${grouped(bid)}`} (${sourced(quote)})${cite(quote)}`;
  const say = `${describeOrder(plan, instrument, currency)}; the market is at ${market}.${chosen}`;
  const thesis = `Asked for in chat: "${quoted}". Market ${draft.side === 'buy' ? `ask ${offered}` : `bid ${bid}`}.${plan.chosenStop ? ` Stop ${plan.chosenStop}% below, chosen from the hourly ATR of ${atrPercent}%.` : ''}`;
  return yield* putUp({ ...plan.request, thesis }, say);
}

/** Puts a request up with the tool that its kind needs: a sale of what is held may only reduce. */
export function* putUp(wanted: ProposalRequest, say: string): Talk {
  const { instrument, quantity, limitPrice, thesis } = wanted;
  const plainSale = wanted.reduceOnly && !wanted.timeInForce && !wanted.postOnly;
  const call = plainSale
    ? request<typeof closePosition>('closePosition', {
        ...{ instrument, quantity, thesis },
        ...(limitPrice === undefined ? {} : { limitPrice }),
      })
    : request<typeof proposeOrder>('proposeOrder', wanted);
  const [output] = yield* ask([call], say);
  return output.ok ? '' : output.message;
}

function describeOrder(
  plan: OrderPlan & { kind: 'planned' },
  { base }: Instrument,
  currency: string,
): string {
  const { side, type, quantity, notional, limitPrice, stop, target, reduceOnly, timeInForce } = plan.request;
  const size = quantity
    ? `${quantity} ${base} (about ${money(plan.notional.toString(), currency)})`
    : `${money(notional ?? '0', currency)} of ${base}`;
  const price = type === 'limit' ? `at ${grouped(limitPrice ?? '')} or better` : 'at the market';
  const extras = [
    stop && `stop ${grouped(stop)}`,
    target && `target ${grouped(target)}`,
    !stop && side === 'buy' && 'no stop',
    reduceOnly && 'reducing only',
    timeInForce?.toUpperCase(),
  ].filter(Boolean);
  return `${side === 'buy' ? 'Buy' : 'Sell'} ${size} ${price}${extras.length > 0 ? `, ${extras.join(', ')}` : ''}`;
}
