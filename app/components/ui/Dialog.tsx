'use client';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '../../lib/cn.ts';
import { Button } from './Button.tsx';

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** Said by a screen reader after the title; shown below it unless `quiet`. */
  description: ReactNode;
  quiet?: boolean;
  className?: string;
  children: ReactNode;
  onOpenAutoFocus?: ComponentProps<typeof Radix.Content>['onOpenAutoFocus'];
};

/** A modal over the desk; a full screen on a phone. Focus is held inside and goes back to where it was. */
export function Dialog(props: Props) {
  const { open, onOpenChange, title, description, quiet, className, children, onOpenAutoFocus } = props;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-black/60 backdrop-blur-[2px]" />
        <Radix.Content
          {...(onOpenAutoFocus ? { onOpenAutoFocus } : {})}
          className={cn(
            'fixed inset-0 z-50 flex animate-rise flex-col overflow-hidden bg-panel shadow-float outline-none',
            'sm:inset-auto sm:left-1/2 sm:top-[8vh] sm:max-h-[84vh] sm:w-full sm:max-w-lg sm:-translate-x-1/2 sm:rounded-xl sm:border sm:border-line-strong',
            className,
          )}
        >
          <header
            className={cn(
              'flex gap-3 px-5',
              quiet ? 'items-center border-b border-line py-1.5' : 'items-start pt-4 pb-3',
            )}
          >
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg font-semibold tracking-tight">{title}</Radix.Title>
              <Radix.Description className={cn('mt-1 text-sm text-muted', quiet && 'sr-only')}>
                {description}
              </Radix.Description>
            </div>
            <Radix.Close asChild>
              <Button look="ghost" size="icon" aria-label="Close" className="-mr-2 max-sm:size-11">
                <X aria-hidden />
              </Button>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
