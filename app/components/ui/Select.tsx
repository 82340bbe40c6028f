'use client';
import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import { cn } from '../../lib/cn.ts';

type Props<K extends string> = {
  label: string;
  value: K;
  onChange: (value: K) => void;
  options: { value: K; label: string; note?: string }[];
  className?: string;
};

export function Select<K extends string>({ label, value, onChange, options, className }: Props<K>) {
  return (
    <Radix.Root value={value} onValueChange={(next) => onChange(next as K)}>
      <Radix.Trigger
        aria-label={label}
        className={cn(
          'inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-base font-semibold tracking-tight hover:bg-raised',
          className,
        )}
      >
        <Radix.Value />
        <Radix.Icon className="ml-auto">
          <ChevronDown aria-hidden className="size-3.5 text-faint" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={6}
          className="z-50 min-w-[var(--radix-select-trigger-width)] animate-rise overflow-hidden rounded-lg border border-line-strong bg-panel p-1 shadow-float"
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="flex h-8 cursor-default items-center gap-3 rounded-md pr-2 pl-2.5 text-sm outline-none select-none data-[highlighted]:bg-raised max-sm:h-11"
              >
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.note ? <span className="text-xs text-faint">{option.note}</span> : null}
                <Radix.ItemIndicator className="ml-auto">
                  <Check aria-hidden className="size-3.5" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
