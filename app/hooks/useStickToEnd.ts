import { useCallback, useEffect, useRef, useState } from 'react';

/** Follows growing content only while the reader is at its end; otherwise the reader's place is left alone. */
export function useStickToEnd(content: unknown) {
  const scroller = useRef<HTMLElement>(null);
  const following = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    following.current = true;
    setAtEnd(true);
    requestAnimationFrame(() => scroller.current?.scrollTo({ top: scroller.current.scrollHeight }));
  }, []);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      const end = element.scrollHeight - element.scrollTop - element.clientHeight < 48;
      following.current = end;
      setAtEnd(end);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    // Charts and Markdown grow after they are first drawn.
    const grown = new ResizeObserver(
      () => following.current && element.scrollTo({ top: element.scrollHeight }),
    );
    for (const child of element.children) grown.observe(child);
    return () => {
      element.removeEventListener('scroll', onScroll);
      grown.disconnect();
    };
  }, []);

  useEffect(() => {
    if (content !== undefined && following.current) {
      scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
    }
  }, [content]);

  return { scroller, atEnd, toEnd };
}
