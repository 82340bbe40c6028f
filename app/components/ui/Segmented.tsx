'use client';
import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';

type Option<K extends string> = { value: K; label: ReactNode; name?: string; tone?: 'up' | 'down' };

type Props<K extends string> = {
  label: string;
  value: K;
  onChange: (value: K) => void;
  options: Option<K>[];
  className?: string;
  itemClassName?: string;
};

/** One of a few, all of them visible. */
export function Segmented<K extends string>({
  label,
  value,
  onChange,
  options,
  className,
  itemClassName,
}: Props<K>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => next && onChange(next as K)}
      className={cn('inline-flex rounded-md bg-sunken p-0.5 ring-1 ring-line ring-inset', className)}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          {...(option.name ? { 'aria-label': option.name } : {})}
          className={cn(
            'flex h-6 flex-1 items-center justify-center gap-1 rounded-[4px] px-2 text-xs font-medium text-muted hover:text-ink',
            'data-[state=on]:bg-panel data-[state=on]:text-ink data-[state=on]:shadow-[0_0_0_1px_var(--line-strong)]',
            option.tone === 'up' && 'data-[state=on]:text-up',
            option.tone === 'down' && 'data-[state=on]:text-down',
            itemClassName,
          )}
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
