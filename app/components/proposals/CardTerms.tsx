import { memo, type ReactNode } from 'react';
import type { ProposalView } from '../../../domain/views.ts';
import { byStep, money, percent } from '../../lib/format.ts';
import { timeInForceWords } from '../../lib/words.ts';
import { Side } from '../ui/Side.tsx';
import type { Steps } from './steps.ts';

/** What goes out if it is approved, and what it can cost. */
export const CardTerms = memo(function CardTerms({
  proposal,
  steps,
}: {
  proposal: ProposalView;
  steps: Steps;
}) {
  const { figures } = proposal;
  const price = (value: string) => byStep(value, steps.priceTick);
  return (
    <div className="px-4 pt-3">
      <p className="flex flex-wrap items-baseline gap-x-2 text-lg font-semibold tracking-tight">
        <Side side={proposal.side} />
        <span>
          {byStep(proposal.quantity, steps.quantityStep)} {steps.base || proposal.instrument.split('/')[0]}
        </span>
        <span className="font-medium text-muted">
          {proposal.type === 'limit' && proposal.limitPrice
            ? `limit ${price(proposal.limitPrice)}`
            : `market, ${proposal.side === 'buy' ? 'at most' : 'at least'} ${price(proposal.priceCap)}`}
        </span>
      </p>
      <p className="mt-0.5 text-xs text-faint">
        {proposal.venue} · {proposal.instrument} · {timeInForceWords[proposal.timeInForce]}
        {proposal.postOnly ? ' · post-only' : ''}
        {proposal.reduceOnly ? ' · reduces only' : ''}
      </p>
      <dl className="mt-3 grid grid-cols-3 gap-px overflow-hidden rounded-lg border border-line bg-line">
        <Cell term="Stop" value={proposal.stop ? price(proposal.stop) : 'none'}>
          {figures?.stopPercent
            ? percent(figures.stopPercent, { signed: true })
            : proposal.reduceOnly
              ? 'closing'
              : ''}
        </Cell>
        <Cell term="Target" value={proposal.target ? price(proposal.target) : 'none'}>
          {figures?.targetPercent ? percent(figures.targetPercent, { signed: true }) : ''}
        </Cell>
        <Cell term="Reward : risk" value={figures?.rewardToRisk ? money(figures.rewardToRisk) : '–'}>
          {figures?.rewardToRisk ? 'to 1' : ''}
        </Cell>
        <Cell term="Notional" value={figures ? money(figures.notional) : '–'}>
          {steps.quote}
        </Cell>
        <Cell term="Of equity" value={figures ? percent(figures.percentOfEquity) : '–'}>
          position size
        </Cell>
        <Cell term="At most lost" value={figures?.riskAtStop ? money(negative(figures.riskAtStop)) : '–'}>
          {figures?.riskPercentOfEquity ? percent(figures.riskPercentOfEquity) : ''}
        </Cell>
      </dl>
      {figures?.riskAtStop ? (
        <p className="mt-2 text-xs text-muted">
          Loss at the stop with fees {money(figures.fees)} and slippage {money(figures.slippage)} in it. Gaps
          can exceed it.
        </p>
      ) : figures ? (
        <p className="mt-2 text-xs text-muted">
          Fees {money(figures.fees)}, expected slippage {money(figures.slippage)} {steps.quote}.
        </p>
      ) : null}
      {proposal.thesis ? (
        <p className="mt-2.5 border-l-2 border-line-strong pl-2.5 text-sm text-muted">{proposal.thesis}</p>
      ) : null}
    </div>
  );
});

function Cell({ term, value, children }: { term: string; value: string; children?: ReactNode }) {
  return (
    <div className="bg-panel px-2.5 py-2">
      <dt className="label-caps">{term}</dt>
      <dd className="mt-0.5 truncate text-base font-medium">{value}</dd>
      <dd className="h-4 truncate text-2xs text-muted">{children}</dd>
    </div>
  );
}

function negative(value: string): string {
  return value.startsWith('-') ? value : `-${value}`;
}
