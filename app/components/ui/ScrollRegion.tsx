'use client';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { cn } from '../../lib/cn.ts';

type Props = {
  label: string;
  className?: string;
  children: ReactNode;
  scroller?: RefObject<HTMLElement | null>;
};

/** A named part that scrolls. Without a mouse it is scrolled by arrow keys, so it has to be reachable by Tab. */
export function ScrollRegion({ label, className, children, scroller }: Props) {
  const own = useRef<HTMLElement>(null);
  const element = scroller ?? own;
  useEffect(() => {
    if (element.current) element.current.tabIndex = 0;
  }, [element]);
  return (
    <section ref={element} aria-label={label} className={cn('outline-offset-[-2px]', className)}>
      {children}
    </section>
  );
}
