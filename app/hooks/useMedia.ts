import { useSyncExternalStore } from 'react';

/** Whether a media query holds; null before the browser has answered, so that the first paint agrees with the server. */
export function useMedia(query: string): boolean | null {
  return useSyncExternalStore<boolean | null>(
    (listener) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
    () => null,
  );
}
