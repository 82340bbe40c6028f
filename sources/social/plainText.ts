import { Parser } from 'htmlparser2';

/** Elements whose content is no text to read. */
const unread = new Set([
  'script',
  'style',
  'iframe',
  'object',
  'template',
  'noscript',
  'svg',
  'math',
  'form',
]);
const inline = new Set(['a', 'b', 'i', 'em', 'strong', 'span', 'u', 'small', 'sub', 'sup', 'code', 'mark']);

// Names of hosts as long as they can be, so that a run of what looks like one is not read from each of its places.
const links =
  /\b(?:https?:\/\/|www\.)\S+|\b(?:[a-z0-9-]{1,63}\.){1,8}(?:com|org|net|io|xyz|app|finance|link|me|gg|co)\/\S*/giu;
// EVM, bech32 (Bitcoin, Cosmos), and base58 as Bitcoin and Solana have it.
const addresses =
  /\b0x[0-9a-f]{16,}\b|\b(?:bc1|tb1|ltc1|cosmos1|addr1)[a-z0-9]{20,}\b|\b(?=[1-9A-HJ-NP-Za-km-z]*\d)(?=[1-9A-HJ-NP-Za-km-z]*[A-Z])[1-9A-HJ-NP-Za-km-z]{26,64}\b/giu;
/** Controls, marks of direction, what has no width, and tags: they hide text or turn it around. */
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\u2028\u2029]/gu;

/**
 * HTML or plain text from outside as one line of plain text, at most `most` characters: no markup, no script, no
 * hidden characters, and no link or address of a chain, which are named as left out.
 */
export function plainText(html: string, most: number): string {
  const text = withoutMarkup(html)
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(hidden, '')
    .replace(links, '[link]')
    .replace(addresses, '[address]')
    .replace(/ {2,}/g, ' ')
    .trim();
  const characters = [...text];
  return characters.length > most
    ? `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : text;
}

function withoutMarkup(html: string): string {
  let text = '';
  let unreadDepth = 0;
  const parser = new Parser(
    {
      onopentag(name) {
        if (unread.has(name)) unreadDepth += 1;
        if (!inline.has(name)) text += ' ';
      },
      ontext(piece) {
        if (unreadDepth === 0) text += piece;
      },
      onclosetag(name) {
        if (unread.has(name)) unreadDepth -= 1;
        if (!inline.has(name)) text += ' ';
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return text;
}
