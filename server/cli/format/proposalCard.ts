import type { CheckResult } from '../../../domain/Verdict.ts';
import type { ProposalView } from '../../../domain/views.ts';
import { amount, countdown, signed, timeOfDay } from './amounts.ts';
import { plain } from './plain.ts';

const tifWords = { gtc: 'good till cancelled', ioc: 'immediate or cancel', fok: 'fill or kill' } as const;

/** The proposal as the card on the page shows it, in lines of text. `now` is the desk's time, epoch ms. */
export function proposalCard(view: ProposalView, now: number): string[] {
  const [base = '', quote = ''] = view.instrument.split('/');
  const waits = view.status === 'awaitingApproval' || view.status === 'needsReapproval';
  const last = waits ? `expires ${countdown(view.expiresAt, now)}` : view.status;
  const lines = [
    `${view.mode.toUpperCase()}   ${view.id} rev ${view.revision}   ${view.venue} ${view.instrument}   ${last}`,
    [
      `${view.side === 'buy' ? '▲ BUY' : '▼ SELL'} ${amount(view.quantity)} ${base}`,
      view.limitPrice === null
        ? `market, at ${view.side === 'buy' ? 'most' : 'least'} ${amount(view.priceCap)}`
        : `limit ${amount(view.limitPrice)}`,
      tifWords[view.timeInForce],
      ...(view.postOnly ? ['post only'] : []),
      ...(view.reduceOnly ? ['only reduces'] : []),
    ].join('   '),
    ...figures(view, quote),
    ...market(view),
    '',
    ...view.verdict.checks.filter((check) => check.outcome !== 'notApplicable').map(checkLine),
  ];
  if (view.evidence.length > 0) lines.push('');
  for (const item of view.evidence) {
    lines.push(
      `evidence: ${item.summary} · ${item.source} · ${timeOfDay(item.exchangeTime ?? item.observedAt)}`,
    );
  }
  if (view.thesis !== '') lines.push('', `thesis: ${oneLine(view.thesis)}`);
  lines.push(`proposed by ${view.by.id} (${view.by.channel}) at ${timeOfDay(view.createdAt)}`);
  for (const decision of view.decisions) {
    const reason = decision.reason === null ? '' : `: ${oneLine(decision.reason)}`;
    lines.push(
      `${decision.decision} of rev ${decision.revision} by ${decision.by.id} (${decision.by.channel}) at ${timeOfDay(decision.at)}${reason}`,
    );
  }
  if (view.order)
    lines.push(`order ${view.order.id}: ${view.order.status}, filled ${amount(view.order.filled)}`);
  lines.push(`hash ${view.hash}`);
  return lines;
}

function figures(view: ProposalView, quote: string): string[] {
  const { figures: known } = view;
  if (!known) return [];
  const levels = [
    ...(view.stop === null ? [] : [`stop ${amount(view.stop)}${inPercent(known.stopPercent)}`]),
    ...(view.target === null ? [] : [`target ${amount(view.target)}${inPercent(known.targetPercent)}`]),
    ...(known.rewardToRisk === null ? [] : [`reward:risk ${amount(known.rewardToRisk, 2)}`]),
  ];
  const lines = [
    `notional ${amount(known.notional, 2)} ${quote} · ${amount(known.percentOfEquity, 2)}% of equity`,
  ];
  if (levels.length > 0) lines.push(levels.join('   '));
  if (known.riskAtStop !== null) {
    lines.push(
      `at most ${loss(known.riskAtStop)} lost at the stop${share(known.riskPercentOfEquity)}, fees ${amount(known.fees, 2)} and slippage ${amount(known.slippage, 2)} in it; gaps can exceed`,
    );
  }
  return lines;
}

function market({ live }: ProposalView): string[] {
  if (live.price === null) return ['now: no price yet'];
  const drift =
    live.driftPercent === null
      ? ''
      : `   drift ${signed(live.driftPercent)}% (limit ±${live.maxDriftPercent.toFixed(2)}%)`;
  const age = live.quoteAgeMs === null ? '' : `   price ${(live.quoteAgeMs / 1000).toFixed(1)} s old`;
  return [`now ${amount(live.price)}${drift}${age}`];
}

function checkLine(check: CheckResult): string {
  const mark = check.outcome === 'pass' ? '✓' : '✗';
  const blocks = check.outcome === 'pass' ? '' : `   BLOCKS: ${check.message}`;
  return `${mark} ${check.code}  ${check.observed}  ${check.limit}${blocks}`;
}

function inPercent(value: string | null): string {
  return value === null ? '' : ` (${signed(value, 2)}%)`;
}

function share(value: string | null): string {
  return value === null ? '' : ` (${amount(value, 2).replace('−', '')}%)`;
}

/** A loss is shown as what it takes away, whichever sign it came with. */
function loss(value: string): string {
  return `−${amount(value, 2).replace('−', '')}`;
}

function oneLine(text: string): string {
  return plain(text).replaceAll(/\s+/g, ' ').trim().slice(0, 400);
}
