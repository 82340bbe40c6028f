import { useEffect, useState } from 'react';
import type { NewsItem, NewsView } from '../../../domain/NewsItem.ts';
import { getJson } from '../../data/http.ts';

const everyMs = 60_000;
const none: readonly NewsItem[] = [];

/** News about the coin of a chart, asked for anew every minute while `wanted`; none where the desk reads no news. */
export function useNews(instrument: string, wanted: boolean): readonly NewsItem[] {
  const [items, setItems] = useState(none);
  useEffect(() => {
    setItems(none);
    if (!wanted) return;
    const asked = new AbortController();
    const query = new URLSearchParams({ instrument, limit: '200' });
    const ask = () =>
      getJson<NewsView>(`/api/news?${query}`, asked.signal)
        .then((view) => setItems(view.items))
        // A chart without news is still true; the next minute asks again.
        .catch(() => {});
    void ask();
    const timer = setInterval(ask, everyMs);
    return () => {
      clearInterval(timer);
      asked.abort();
    };
  }, [instrument, wanted]);
  return items;
}
