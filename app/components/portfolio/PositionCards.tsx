'use client';
import type { PositionView } from '../../../domain/views.ts';
import { deskState } from '../../data/desk.ts';
import { useResource } from '../../data/resource.ts';
import { byStep, money, percent, plain } from '../../lib/format.ts';
import { Signed } from '../ui/Signed.tsx';
import { ClosePosition } from './ClosePosition.tsx';
import { Protection } from './Protection.tsx';

/** Open positions where there is no room for a table. */
export function PositionCards({ positions, currency }: { positions: PositionView[]; currency: string }) {
  const instruments = useResource(deskState).data?.instruments;
  return (
    <ul aria-label="Positions">
      {positions.map((position) => {
        const known = instruments?.find((one) => one.id === position.instrument);
        const price = (value: string | null) =>
          value === null ? '–' : known ? byStep(value, known.priceTick) : plain(value);
        return (
          <li key={position.instrument} className="border-b border-line px-4 py-3 text-xs">
            <div className="flex items-baseline justify-between gap-3">
              <p className="text-base font-semibold">
                {position.instrument}{' '}
                <span className="font-normal text-muted">
                  {known ? byStep(position.quantity, known.quantityStep) : plain(position.quantity)}
                </span>
              </p>
              <Signed
                value={position.unrealised}
                text={`${money(position.unrealised, { signed: true })} (${percent(position.unrealisedPercent, { signed: true })})`}
                className="text-sm font-medium"
              />
            </div>
            <div className="mt-2 flex items-end justify-between gap-3">
              <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
                <dt className="text-faint">Value</dt>
                <dd>
                  {money(position.value)} {currency}, {percent(position.percentOfEquity)} of equity
                </dd>
                <dt className="text-faint">Average</dt>
                <dd>
                  {price(position.averagePrice)}, now {price(position.lastPrice)}
                </dd>
                <dt className="text-faint">Realised</dt>
                <dd>
                  {money(position.realised, { signed: true })}, fees {money(position.fees)}
                </dd>
                <dt className="text-faint">Stop</dt>
                <dd>
                  <Protection position={position} price={price} />
                </dd>
              </dl>
              <ClosePosition position={position} large />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
