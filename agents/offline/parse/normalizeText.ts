/** A message made fit for rules: one line, lower case, without anything that a reader cannot see. */
export type PlainText = {
  text: string;
  /** Invisible or direction-changing characters that were taken out. */
  hidden: number;
  /** Digits that are not 0 to 9, such as ² or ½ or ٣: too easy to misread in an order. */
  oddDigits: boolean;
};

const hidden = /[\p{Cf}\p{Co}\p{Cn}]|[\u{e0000}-\u{e007f}]/gu;
const quotes = /[\u2018\u2019\u02bc`´]/g;
const dashes = /[\u2010-\u2015\u2212]/g;

/** Longest message that is read, in characters. */
export const longestMessage = 4_000;

/**
 * Normalises a message. Text that looks the same to a person comes out the same; what a person cannot see is
 * counted, so that no order is ever taken from it.
 */
export function normalizeText(message: string): PlainText {
  const oddDigits = /\p{N}/u.test(message.replace(/[0-9\uff10-\uff19]/g, ''));
  const found = message.match(hidden) ?? [];
  // A zero-width joiner inside an emoji is visible as part of it.
  const invisible = found.filter((character) => character !== '\u200d').length;
  const text = message
    .replace(hidden, '')
    .normalize('NFKC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(quotes, "'")
    .replace(dashes, '-')
    .toLowerCase()
    .trim();
  return { text, hidden: invisible, oddDigits };
}
