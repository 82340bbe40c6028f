import type { NewsItem } from '../../domain/NewsItem.ts';
import { newsTime } from '../../domain/newsTime.ts';
import type { NewsStore } from './NewsStore.ts';
import { areNearDuplicates, printOf, type TextPrint } from './nearDuplicates.ts';

/** Items that a new one is compared with; after a start, half of them news and half posts. */
const mostCompared = 1_000;
/** The same words two days later are news again. */
const sameWithinMs = 48 * 60 * 60 * 1000;
/** What a feed still carries from before is not taken. */
const oldestMs = 7 * 24 * 60 * 60 * 1000;
const mostAlso = 20;

type Known = { item: NewsItem; print: TextPrint };
export type Taken = { added: number; merged: number; changed: number };

/**
 * Takes news in: each address once, and nearly the same text from elsewhere as another place where it was seen.
 * Taking the same twice changes nothing, also across a restart.
 */
export class NewsIntake {
  readonly #store: NewsStore;
  readonly #known = new Map<string, Known>();
  #queue: Promise<unknown> = Promise.resolve();
  #loaded = false;

  constructor(store: NewsStore) {
    this.#store = store;
  }

  /** Several feeds may come in at once; they are taken one after another. */
  take(items: readonly NewsItem[]): Promise<Taken> {
    const taken = this.#queue.then(() => this.#takeAll(items));
    this.#queue = taken.catch(() => {});
    return taken;
  }

  async #takeAll(items: readonly NewsItem[]): Promise<Taken> {
    if (!this.#loaded) {
      for (const kind of ['post', 'news'] as const) {
        const found = await this.#store.recent(mostCompared / 2, kind);
        for (const item of found.reverse()) this.#remember(item);
      }
      this.#loaded = true;
    }
    const taken: Taken = { added: 0, merged: 0, changed: 0 };
    for (const item of items) {
      if (item.fetchedAt - newsTime(item) > oldestMs) continue;
      const outcome = await this.#takeOne(item);
      if (outcome !== 'known') taken[outcome] += 1;
    }
    return taken;
  }

  async #takeOne(item: NewsItem): Promise<'added' | 'merged' | 'changed' | 'known'> {
    const stored = this.#known.get(item.id)?.item ?? (await this.#store.get(item.id));
    if (stored?.id === item.id) {
      if (sameText(stored, item)) return 'known';
      await this.#keep({
        ...item,
        publishedAt: stored.publishedAt,
        fetchedAt: stored.fetchedAt,
        also: stored.also,
      });
      return 'changed';
    }
    if (stored) return 'known';
    const print = printOf(textOf(item));
    const twin = [...new Set(this.#known.values())].find(
      (known) =>
        // News that somebody posted first is news all the same.
        (known.item.kind === 'news' || item.kind === 'post') &&
        Math.abs(newsTime(known.item) - newsTime(item)) <= sameWithinMs &&
        areNearDuplicates(known.print, print),
    );
    if (!twin) {
      await this.#keep(item);
      return 'added';
    }
    const { id, source, url, fetchedAt } = item;
    const also = [...twin.item.also, { id, source, url, fetchedAt }].slice(0, mostAlso);
    await this.#keep({ ...twin.item, also });
    this.#known.set(id, this.#known.get(twin.item.id) ?? twin);
    return 'merged';
  }

  async #keep(item: NewsItem): Promise<void> {
    await this.#store.put(item);
    this.#remember(item);
  }

  #remember(item: NewsItem): void {
    const known = { item, print: printOf(textOf(item)) };
    for (const id of [item.id, ...item.also.map((other) => other.id)]) {
      this.#known.delete(id);
      this.#known.set(id, known);
    }
    // The one that was touched longest ago goes first.
    for (const id of this.#known.keys()) {
      if (this.#known.size <= mostCompared) break;
      this.#known.delete(id);
    }
  }
}

function textOf({ untrustedTitle, untrustedSummary }: NewsItem): string {
  return `${untrustedTitle} ${untrustedSummary}`;
}

function sameText(a: NewsItem, b: NewsItem): boolean {
  return textOf(a) === textOf(b);
}
