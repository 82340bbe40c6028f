import { type RefObject, useEffect, useState } from 'react';
import { type ChartColours, readColours } from './colours.ts';

/** The page's colours, read again when the theme or the palette changes. */
export function useColours(element: RefObject<Element | null>): ChartColours | null {
  const [colours, setColours] = useState<ChartColours | null>(null);
  useEffect(() => {
    const read = () => element.current && setColours(readColours(element.current));
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['class', 'data-palette'],
    });
    return () => observer.disconnect();
  }, [element]);
  return colours;
}
