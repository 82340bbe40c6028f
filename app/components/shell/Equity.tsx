'use client';
import { decimal } from '../../../domain/decimal.ts';
import { portfolio } from '../../data/desk.ts';
import { useResource } from '../../data/resource.ts';
import { money, percent } from '../../lib/format.ts';
import { Signed } from '../ui/Signed.tsx';

/** What the account is worth, and how the day went. */
export function Equity() {
  const view = useResource(portfolio).data;
  if (!view) return <span className="h-4 w-44 animate-breathe rounded-sm bg-line" />;
  return (
    <p className="flex items-baseline gap-2 whitespace-nowrap text-xs">
      <span className="text-faint">Equity</span>
      <span className="text-sm font-semibold">
        {money(view.equity)} <span className="text-xs font-normal text-faint">{view.currency}</span>
      </span>
      <Signed
        value={decimal(view.dayProfitPercent).toFixed(2)}
        text={`${percent(view.dayProfitPercent, { signed: true })} today`}
      />
    </p>
  );
}
