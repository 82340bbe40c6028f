/**
 * The newest entries of a map, at most so many; the oldest are forgotten first. What is held stays until it is released
 * again, however much it is.
 */
export class Recent<Value> {
  readonly #most: number;
  readonly #entries = new Map<string, Value>();
  readonly #held = new Map<string, Value>();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Value | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    this.#forget();
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** Keeps an entry from being forgotten. */
  hold(key: string, value: Value): void {
    this.#held.set(key, value);
  }

  /** Lets an entry go, unless another value was held under the key since. */
  release(key: string, value: Value): void {
    if (this.#held.get(key) === value) this.#held.delete(key);
  }

  #forget(): void {
    if (this.#entries.size <= this.#most + this.#held.size) return;
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= this.#most) return;
      if (!this.#held.has(key)) this.#entries.delete(key);
    }
  }
}
