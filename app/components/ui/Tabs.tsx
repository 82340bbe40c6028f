'use client';
import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';

export type Tab<K extends string> = {
  key: K;
  label: string;
  count?: number;
  urgent?: boolean;
  content: ReactNode;
};

type Props<K extends string> = {
  label: string;
  value: K;
  onChange: (value: K) => void;
  tabs: Tab<K>[];
  aside?: ReactNode;
  className?: string;
};

/** Tabs over one panel. Only the chosen tab's content is mounted. */
export function Tabs<K extends string>({ label, value, onChange, tabs, aside, className }: Props<K>) {
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => onChange(next as K)}
      className={cn('flex h-full min-h-0 flex-col', className)}
    >
      <div className="flex h-10 shrink-0 items-stretch border-b border-line px-2">
        <Radix.List
          aria-label={label}
          className="flex min-w-0 items-stretch overflow-x-auto [scrollbar-width:none]"
        >
          {tabs.map((tab) => (
            <Radix.Trigger
              key={tab.key}
              value={tab.key}
              className="relative flex items-center gap-1.5 px-2.5 text-sm font-medium text-muted outline-offset-[-4px] hover:text-ink data-[state=active]:text-ink data-[state=active]:after:absolute data-[state=active]:after:inset-x-2.5 data-[state=active]:after:-bottom-px data-[state=active]:after:h-0.5 data-[state=active]:after:rounded-full data-[state=active]:after:bg-ink"
            >
              {tab.label}
              {tab.count ? (
                <span
                  className={cn(
                    'min-w-[1.15rem] rounded-full px-1 text-center text-2xs font-semibold',
                    tab.urgent ? 'bg-ink text-inverse' : 'bg-raised text-muted',
                  )}
                >
                  {tab.count}
                </span>
              ) : null}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {aside ? <div className="ml-auto flex items-center gap-1 pl-2">{aside}</div> : null}
      </div>
      {tabs.map((tab) => (
        <Radix.Content key={tab.key} value={tab.key} className="min-h-0 flex-1 outline-offset-[-2px]">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
