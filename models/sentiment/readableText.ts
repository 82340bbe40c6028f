import emojiWords from './emojiWords.json' with { type: 'json' };

const words = Object.entries(emojiWords);

/**
 * Text as the classifier was trained to read it: the emoji that carry mood as words (its vocabulary has none),
 * white space single. The training reads the same table.
 */
export function readableText(text: string): string {
  let readable = text.normalize('NFC');
  for (const [emoji, meaning] of words) readable = readable.replaceAll(emoji, ` ${meaning} `);
  return readable.replace(/\s+/gu, ' ').trim();
}
