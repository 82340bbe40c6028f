'use client';
import { Check } from 'lucide-react';
import { Checkbox } from 'radix-ui';
import { useId } from 'react';

type Props = { label: string; hint?: string; checked: boolean; onChange: (checked: boolean) => void };

/** A labelled checkbox in a menu. */
export function CheckRow({ label, hint, checked, onChange }: Props) {
  const id = useId();
  return (
    <div className="flex min-h-8 items-center gap-2.5 rounded-md px-2 hover:bg-raised max-sm:min-h-11">
      <Checkbox.Root
        id={id}
        checked={checked}
        onCheckedChange={(next) => onChange(next === true)}
        className="grid size-4 shrink-0 place-items-center rounded-[4px] border border-control bg-field data-[state=checked]:border-ink data-[state=checked]:bg-ink"
      >
        <Checkbox.Indicator>
          <Check aria-hidden className="size-3 text-inverse" strokeWidth={3} />
        </Checkbox.Indicator>
      </Checkbox.Root>
      <label htmlFor={id} className="flex-1 py-1.5 text-sm">
        {label}
        {hint ? <span className="block text-xs text-faint">{hint}</span> : null}
      </label>
    </div>
  );
}
