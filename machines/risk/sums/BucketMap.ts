const buckets = 256;

/**
 * An immutable map for many short string keys: a change copies one small bucket instead of everything. The keys are
 * ids, whose last characters are spread evenly.
 */
export class BucketMap<V> {
  readonly #buckets: readonly (ReadonlyMap<string, V> | undefined)[];

  private constructor(content: readonly (ReadonlyMap<string, V> | undefined)[]) {
    this.#buckets = content;
  }

  static empty<V>(): BucketMap<V> {
    return new BucketMap<V>(new Array(buckets).fill(undefined));
  }

  get(key: string): V | undefined {
    return this.#buckets[bucketOf(key)]?.get(key);
  }

  /** The map with this value; without the key where the value is undefined. */
  with(key: string, value: V | undefined): BucketMap<V> {
    const at = bucketOf(key);
    const bucket = new Map(this.#buckets[at]);
    if (value === undefined) bucket.delete(key);
    else bucket.set(key, value);
    const next = this.#buckets.slice();
    next[at] = bucket.size === 0 ? undefined : bucket;
    return new BucketMap(next);
  }

  /** Sorted by key. */
  entries(): [string, V][] {
    return this.#buckets
      .flatMap((bucket) => (bucket === undefined ? [] : [...bucket]))
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

function bucketOf(key: string): number {
  let hash = 0;
  for (let index = Math.max(0, key.length - 8); index < key.length; index++) {
    hash = (Math.imul(hash, 31) + key.charCodeAt(index)) | 0;
  }
  return hash & (buckets - 1);
}
