'use client';
import type { KillLevel } from '../../../domain/mode.ts';
import type { RiskView } from '../../../domain/views.ts';
import { money } from '../../lib/format.ts';

type Props = {
  level: KillLevel;
  onChange: (level: KillLevel) => void;
  exposure: RiskView['exposure'] | undefined;
  currency: string;
};

/** The three levels, each with what it would touch now. */
export function KillLevels({ level, onChange, exposure, currency }: Props) {
  const options: { value: KillLevel; title: string; text: string }[] = [
    {
      value: 'pause',
      title: 'Pause entries',
      text: 'No new entry goes out. Orders, positions and stops stay as they are.',
    },
    { value: 'cancel', title: 'Cancel entry orders too', text: cancelText(exposure) },
    { value: 'flatten', title: 'Flatten too', text: flattenText(exposure, currency) },
  ];
  return (
    <fieldset className="space-y-2">
      <legend className="sr-only">How far</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="relative flex w-full gap-3 rounded-lg border border-line-strong px-3 py-2.5 hover:border-control has-checked:border-danger has-checked:bg-danger-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name="kill-level"
            value={option.value}
            checked={level === option.value}
            onChange={() => onChange(option.value)}
            className="peer absolute inset-0 size-full cursor-pointer appearance-none rounded-lg outline-none"
          />
          <span
            aria-hidden
            className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-control after:hidden after:size-2 after:rounded-full after:bg-danger peer-checked:border-danger peer-checked:after:block"
          />
          <span>
            <span className="block text-sm font-semibold">{option.title}</span>
            <span className="block text-xs text-muted">{option.text}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function cancelText(exposure: Props['exposure']): string {
  const orders = exposure ? count(exposure.openEntryOrders, 'open entry order') : 'open entry orders';
  return `Cancels ${orders} at the venue. Protective stops stay.`;
}

function flattenText(exposure: Props['exposure'], currency: string): string {
  const end = 'Stops stay until their position is flat.';
  if (!exposure) return `Sells all positions at market. ${end}`;
  const worth = `${money(exposure.positionNotional)} ${currency}`;
  const cost = `${money(exposure.estimatedFlattenCost)} ${currency}`;
  return `Sells ${count(exposure.openPositions, 'position')} worth ${worth} at market, about ${cost} in fees and slippage. ${end}`;
}

function count(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? '' : 's'}`;
}
