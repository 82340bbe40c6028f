/** PostgreSQL refuses to index a text of more than a megabyte of words. */
const longest = 100_000;

/** The part of a text that is indexed, without what a text column does not take. */
export function searchableWords(text: string): string {
  return text.slice(0, longest).replaceAll('\u0000', ' ').toWellFormed();
}
