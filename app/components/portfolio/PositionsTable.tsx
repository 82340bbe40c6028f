'use client';
import type { PositionView } from '../../../domain/views.ts';
import { deskState } from '../../data/desk.ts';
import { setPrefs } from '../../data/prefs.ts';
import { useResource } from '../../data/resource.ts';
import { byStep, money, percent, plain } from '../../lib/format.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Signed } from '../ui/Signed.tsx';
import { ClosePosition } from './ClosePosition.tsx';
import { Protection } from './Protection.tsx';

const head =
  'h-8 border-b border-line px-2.5 text-right font-medium whitespace-nowrap text-faint first:pl-4 first:text-left last:pr-4';
const cell =
  'h-11 border-b border-line/70 px-2.5 text-right whitespace-nowrap first:pl-4 first:text-left last:pr-4';

/** Open positions with profit after fees and the stop that protects them. */
export function PositionsTable({ positions, currency }: { positions: PositionView[]; currency: string }) {
  const instruments = useResource(deskState).data?.instruments;
  return (
    <ScrollRegion label="Positions" className="h-full overflow-auto">
      <table className="w-full border-separate border-spacing-0 text-xs">
        <thead>
          <tr>
            <th scope="col" className={head}>
              Position
            </th>
            <th scope="col" className={head}>
              Quantity
            </th>
            <th scope="col" className={`${head} @max-xl:hidden`}>
              Average
            </th>
            <th scope="col" className={head}>
              Value, {currency}
            </th>
            <th scope="col" className={head}>
              Unrealised
            </th>
            <th scope="col" className={`${head} @max-xl:hidden`}>
              Realised
            </th>
            <th scope="col" className={head}>
              Stop
            </th>
            <th scope="col" className={head}>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {positions.map((position) => {
            const known = instruments?.find((one) => one.id === position.instrument);
            const price = (value: string | null) =>
              value === null ? '–' : known ? byStep(value, known.priceTick) : plain(value);
            return (
              <tr key={position.instrument} className="hover:bg-raised">
                <td className={cell}>
                  <button
                    type="button"
                    className="min-h-6 rounded-sm font-medium hover:underline"
                    onClick={() => setPrefs({ instrument: position.instrument })}
                  >
                    {position.instrument}
                  </button>
                </td>
                <td className={cell}>
                  {known ? byStep(position.quantity, known.quantityStep) : plain(position.quantity)}
                </td>
                <td className={`${cell} @max-xl:hidden`}>
                  {price(position.averagePrice)}
                  <span className="block text-2xs text-faint">now {price(position.lastPrice)}</span>
                </td>
                <td className={cell}>
                  {money(position.value)}
                  <span className="block text-2xs text-faint">
                    {percent(position.percentOfEquity)} of equity
                  </span>
                </td>
                <td className={cell}>
                  <Signed value={position.unrealised} text={money(position.unrealised, { signed: true })} />
                  <span className="block text-2xs text-faint">
                    {percent(position.unrealisedPercent, { signed: true })}
                  </span>
                </td>
                <td className={`${cell} @max-xl:hidden`}>
                  <Signed value={position.realised} text={money(position.realised, { signed: true })} />
                  <span className="block text-2xs text-faint">fees {money(position.fees)}</span>
                </td>
                <td className={cell}>
                  <Protection position={position} price={price} />
                </td>
                <td className={cell}>
                  <ClosePosition position={position} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
