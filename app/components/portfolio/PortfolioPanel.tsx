'use client';
import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import type { PortfolioView } from '../../../domain/views.ts';
import { portfolio } from '../../data/desk.ts';
import { useResource } from '../../data/resource.ts';
import { setUi } from '../../data/ui.ts';
import { usePhone } from '../../hooks/usePhone.ts';
import { money, percent } from '../../lib/format.ts';
import { persistently } from '../../lib/persistently.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Signed } from '../ui/Signed.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { EquityCurve } from './EquityCurve.tsx';
import { PositionCards } from './PositionCards.tsx';
import { PositionsTable } from './PositionsTable.tsx';

/** Below what is held, and so loaded after it. */
const Overruled = dynamic(
  persistently(() => import('./Overruled.tsx')),
  { ssr: false, loading: () => <div className="h-10 shrink-0 border-t border-line" /> },
);

/** What the account is worth, what it made after fees, and what it holds. */
export function PortfolioPanel() {
  const { data, error } = useResource(portfolio);
  const phone = usePhone();
  if (!data) {
    return error ? (
      <ErrorState what="The portfolio" error={error} onRetry={portfolio.refresh} />
    ) : (
      <SkeletonRows label="Loading the portfolio" />
    );
  }
  const held = data.positions.filter((position) => Number(position.quantity) !== 0);
  return (
    <div className="@container flex h-full flex-col overflow-y-auto">
      <Summary view={data} />
      <div className={phone ? 'min-h-28 shrink-0 grow' : 'min-h-28 flex-1'}>
        {held.length > 0 ? (
          phone ? (
            <PositionCards positions={held} currency={data.currency} />
          ) : (
            <PositionsTable positions={held} currency={data.currency} />
          )
        ) : (
          <EmptyState
            title="No open positions"
            action={
              <Button onClick={() => setUi({ rail: 'proposals', phone: 'proposals' })}>See what waits</Button>
            }
          >
            All of it is in {data.currency}. A position opens when a proposal that you approved is filled.
          </EmptyState>
        )}
      </div>
      <Overruled />
    </div>
  );
}

function Summary({ view }: { view: PortfolioView }) {
  return (
    <dl className="grid shrink-0 grid-cols-2 gap-x-5 gap-y-2.5 border-b border-line px-4 py-3 @lg:flex @lg:flex-wrap @lg:items-end">
      <Item term={`Equity, ${view.currency}`}>
        <span className="text-lg leading-5 font-semibold tracking-tight">{money(view.equity)}</span>
      </Item>
      <Item term="Today">
        <Signed
          value={view.dayProfit}
          text={`${money(view.dayProfit, { signed: true })} (${percent(view.dayProfitPercent, { signed: true })})`}
        />
      </Item>
      <Item term="Unrealised">
        <Signed value={view.unrealised} text={money(view.unrealised, { signed: true })} />
      </Item>
      <Item term="Realised, after fees">
        <Signed value={view.realised} text={money(view.realised, { signed: true })} />
      </Item>
      <Item term="Fees">{money(view.fees)}</Item>
      <Item term="Free cash">{money(view.cashFree)}</Item>
      <Item term="Drawdown">{percent(view.drawdownPercent)}</Item>
      <EquityCurve view={view} />
    </dl>
  );
}

function Item({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="label-caps whitespace-nowrap">{term}</dt>
      <dd className="text-sm font-medium whitespace-nowrap">{children}</dd>
    </div>
  );
}
