/**
 * Takes pieces out of an annotated message one after the other. What is left at the end was not understood, so that
 * no number of an order is ever ignored.
 */
export class TextCursor {
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get rest(): string {
    return this.#text;
  }

  has(pattern: RegExp): boolean {
    return pattern.test(this.#text);
  }

  /** Removes the first match and returns it. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    const match = pattern.exec(this.#text);
    if (!match) return undefined;
    this.#text = `${this.#text.slice(0, match.index)} ; ${this.#text.slice(match.index + match[0].length)}`;
    return match;
  }
}
