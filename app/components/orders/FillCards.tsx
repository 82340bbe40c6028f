'use client';
import type { Fill } from '../../../domain/Fill.ts';
import { deskState } from '../../data/desk.ts';
import { usePrefs } from '../../data/prefs.ts';
import { useResource } from '../../data/resource.ts';
import { byStep, plain } from '../../lib/format.ts';
import { dateTime } from '../../lib/time.ts';
import { Side } from '../ui/Side.tsx';

const shown = 100;

/** The newest fills where there is no room for a table. */
export function FillCards({ fills }: { fills: Fill[] }) {
  const instruments = useResource(deskState).data?.instruments;
  const { zone } = usePrefs();
  return (
    <ul aria-label="Fills" className="h-full overflow-y-auto">
      {fills.slice(0, shown).map((fill) => {
        const known = instruments?.find((one) => one.id === fill.instrument);
        return (
          <li key={`${fill.instrument} ${fill.id}`} className="border-b border-line px-4 py-2.5 text-xs">
            <p className="flex justify-between gap-3 text-sm">
              <span>
                <Side side={fill.side} className="text-xs" />{' '}
                {known ? byStep(fill.quantity, known.quantityStep) : plain(fill.quantity)} {fill.instrument}
              </span>
              <span>{known ? byStep(fill.price, known.priceTick) : plain(fill.price)}</span>
            </p>
            <p className="flex justify-between gap-3 text-faint">
              <span>{dateTime(fill.at, zone)}</span>
              <span>
                fee {plain(fill.fee)} {fill.feeAsset}, {fill.liquidity}
              </span>
            </p>
          </li>
        );
      })}
      {fills.length > shown ? (
        <li className="px-4 py-3 text-xs text-faint">
          The newest {shown} of {fills.length}; the export has all.
        </li>
      ) : null}
    </ul>
  );
}
