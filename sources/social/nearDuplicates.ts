/** Least share of common word pairs at which two texts count as one. */
const alike = 0.6;
const mostWords = 80;

/** A text as sets that can be compared: pairs of neighbouring words, and the numbers it states. */
export type TextPrint = { pairs: ReadonlySet<string>; numbers: ReadonlySet<string> };

export function printOf(text: string): TextPrint {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,]\d+)*/gu) ?? [];
  const read = words.slice(0, mostWords);
  const pairs = new Set(read.map((word, index) => `${word} ${read[index + 1] ?? ''}`));
  return { pairs, numbers: new Set(read.filter((word) => /\d/.test(word))) };
}

/**
 * Whether two texts say the same in nearly the same words: the Jaccard similarity of their word pairs. Texts whose
 * numbers differ do not, however alike they are: a price of 60,000 is not one of 65,000.
 */
export function areNearDuplicates(a: TextPrint, b: TextPrint): boolean {
  if (a.pairs.size < 4 || b.pairs.size < 4) return false;
  const [small, large] = a.pairs.size < b.pairs.size ? [a, b] : [b, a];
  if (small.pairs.size < alike * large.pairs.size) return false;
  if (
    small.numbers.size !== large.numbers.size ||
    ![...small.numbers].every((number) => large.numbers.has(number))
  )
    return false;
  const common = [...small.pairs].filter((pair) => large.pairs.has(pair)).length;
  return common >= alike * (small.pairs.size + large.pairs.size - common);
}
