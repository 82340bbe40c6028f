'use client';
import { RadioGroup } from 'radix-ui';
import type { KillLevel } from '../../../domain/mode.ts';
import type { RiskView } from '../../../domain/views.ts';
import { cn } from '../../lib/cn.ts';
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
    {
      value: 'cancel',
      title: 'Cancel entry orders too',
      text: `Cancels ${exposure ? number(exposure.openEntryOrders, 'open entry order') : 'open entry orders'} at the venue. Protective stops stay.`,
    },
    {
      value: 'flatten',
      title: 'Flatten too',
      text: `Sells ${exposure ? number(exposure.openPositions, 'position') : 'all positions'}${
        exposure
          ? ` worth ${money(exposure.positionNotional)} ${currency} at market, about ${money(exposure.estimatedFlattenCost)} ${currency} in fees and slippage`
          : ' at market'
      }. Stops stay until their position is flat.`,
    },
  ];
  return (
    <RadioGroup.Root
      aria-label="How far"
      value={level}
      onValueChange={(next) => onChange(next as KillLevel)}
      className="space-y-2"
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          aria-label={`${option.title}. ${option.text}`}
          className={cn(
            'flex w-full gap-3 rounded-lg border px-3 py-2.5 text-left',
            level === option.value
              ? 'border-danger bg-danger-soft'
              : 'border-line-strong hover:border-control',
          )}
        >
          <span
            aria-hidden
            className={cn(
              'mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border',
              level === option.value ? 'border-danger' : 'border-control',
            )}
          >
            <RadioGroup.Indicator className="size-2 rounded-full bg-danger" />
          </span>
          <span>
            <span className="block text-sm font-semibold">{option.title}</span>
            <span className="block text-xs text-muted">{option.text}</span>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

function number(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? '' : 's'}`;
}
