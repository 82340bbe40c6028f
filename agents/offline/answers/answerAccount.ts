import type { InstrumentId } from '../../../domain/ids.ts';
import type { explainProposal } from '../../../tools/explainProposal.ts';
import type { listOrders } from '../../../tools/listOrders.ts';
import type { listProposals } from '../../../tools/listProposals.ts';
import type { readPortfolio } from '../../../tools/readPortfolio.ts';
import type { readRisk } from '../../../tools/readRisk.ts';
import type { ResultOf } from '../../../tools/Tool.ts';
import { cite, clockTime, grouped, money, signed } from '../phrases.ts';
import { ask, request, type Talk } from '../Talk.ts';

type Position = ResultOf<typeof readPortfolio>['positions'][number];
type Order = ResultOf<typeof listOrders>['orders'][number];

/** Equity, profit and positions. */
export function* answerPortfolio(instruments: readonly InstrumentId[]): Talk {
  const [output] = yield* ask([request<typeof readPortfolio>('readPortfolio')]);
  if (!output.ok) return output.message;
  const { equity, cashFree, dayProfit, dayProfitPercent, unrealised, realised, fees, currency } =
    output.result;
  const positions = output.result.positions.filter(
    (position) => instruments.length === 0 || instruments.includes(position.instrument),
  );
  const lines = positions.map((position) => positionLine(position, currency));
  const none = instruments.length > 0 ? `You hold no ${instruments.join(', ')}.` : 'You hold no position.';
  return [
    `Equity **${money(equity, currency)}**, free cash ${money(cashFree, currency)}. Today ${money(dayProfit, currency)} (${signed(dayProfitPercent)}); open profit ${money(unrealised, currency)}, realised ${money(realised, currency)} after fees of ${money(fees, currency)}${cite(output)}.`,
    lines.length > 0 ? lines.join('\n') : none,
  ].join('\n\n');
}

function positionLine(position: Position, currency: string): string {
  const { instrument, quantity, averagePrice, lastPrice, unrealised, unrealisedPercent, stop, protection } =
    position;
  const guard = stop
    ? `stop ${grouped(stop)}`
    : protection === 'notRequired'
      ? 'no stop asked for'
      : '**no stop**';
  const now = lastPrice ? `, now ${grouped(lastPrice)}` : '';
  return `- **${instrument}** ${quantity} at ${grouped(averagePrice)}${now}: ${money(unrealised, currency)} (${signed(unrealisedPercent)}), ${guard}`;
}

/** Trading state and how much of each limit is used. */
export function* answerRisk(): Talk {
  const [output] = yield* ask([request<typeof readRisk>('readRisk')]);
  if (!output.ok) return output.message;
  const { tradingState, reasons, kill, usage } = output.result;
  const lines = usage.map(({ label, observed, limit }) => `- ${label}: ${observed} of ${limit}`);
  const why = reasons.length > 0 ? ` ${reasons.join(' ')}` : '';
  const switched = kill.state === 'armed' ? '' : ` The kill switch is ${kill.state}.`;
  return `Trading is **${tradingState}**.${why}${switched} Used now${cite(output)}:\n\n${lines.join('\n')}`;
}

/** Open orders, or the last ones. */
export function* answerOrders(open: boolean, instruments: readonly InstrumentId[]): Talk {
  const [output] = yield* ask([
    request<typeof listOrders>('listOrders', {
      open,
      ...(instruments[0] ? { instrument: instruments[0] } : {}),
    }),
  ]);
  if (!output.ok) return output.message;
  const { orders } = output.result;
  if (orders.length === 0) return `There are no ${open ? 'open ' : ''}orders${cite(output)}.`;
  return `${open ? 'Open orders' : 'Newest orders first'}${cite(output)}:\n\n${orders.map(orderLine).join('\n')}`;
}

/** One order on one line. */
export function orderLine(order: Order): string {
  const price = order.price ?? order.triggerPrice;
  const at = price ? ` at ${grouped(price)}` : '';
  const reason = order.reason ? ` (${order.reason})` : '';
  return `- ${order.id}: ${order.role}, ${order.side} ${order.quantity} ${order.instrument} ${order.type}${at}, filled ${order.filled}, **${order.status}**${reason}`;
}

/** Proposals that wait, or the newest ones. */
export function* answerProposals(): Talk {
  const [output] = yield* ask([request<typeof listProposals>('listProposals', { limit: 5 })]);
  if (!output.ok) return output.message;
  const { proposals } = output.result;
  if (proposals.length === 0) return `There is no proposal yet${cite(output)}.`;
  const lines = proposals.map(
    ({ id, side, quantity, instrument, status, expiresAt }) =>
      `- ${id}: ${side} ${quantity} ${instrument}, **${status}**${status === 'awaitingApproval' ? ` until ${clockTime(expiresAt)}` : ''}`,
  );
  return `Newest proposals${cite(output)}:\n\n${lines.join('\n')}`;
}

/** Why a proposal stands where it stands. */
export function* answerExplain(proposal?: string): Talk {
  const [output] = yield* ask([
    request<typeof explainProposal>('explainProposal', proposal ? { proposal } : {}),
  ]);
  if (!output.ok) return output.message;
  const { id, status, side, quantity, instrument, denials, decisions, order, expiresAt } = output.result;
  const head = `${id} (${side} ${quantity} ${instrument}) is **${status}**${cite(output)}.`;
  if (denials.length > 0) {
    const lines = denials.map(
      ({ code, observed, limit, message }) => `- \`${code}\`: ${observed}, allowed ${limit}. ${message}`,
    );
    return `${head} The risk gate denied it, so no order was sent:\n\n${lines.join('\n')}`;
  }
  const asked =
    proposal === undefined && status !== 'denied'
      ? 'The gate has denied none of your proposals. The newest: '
      : '';
  const last = decisions.at(-1);
  const decided = last
    ? ` Last: ${last.decision} by ${last.by} at ${clockTime(last.at)}${last.reason ? ` (${last.reason})` : ''}.`
    : '';
  const sent = order
    ? ` Its order ${order.id} is ${order.status}${order.reason ? `: ${order.reason}` : ''}.`
    : '';
  const waits =
    status === 'awaitingApproval'
      ? ` It waits for your decision on the card until ${clockTime(expiresAt)}.`
      : '';
  return `${asked}${head}${decided}${sent}${waits} No check of the gate denies it.`;
}
