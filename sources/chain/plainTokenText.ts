/**
 * Makes a token's own name or symbol fit to be quoted: letters, digits and a little punctuation, at most 24 of them.
 * Anybody can choose this text, so what looks like markup, an address or an instruction is taken apart here.
 */
export function plainTokenText(text: string): string {
  const kept = text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N} .$+_-]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const letters = [...kept];
  return letters.length > 24 ? `${letters.slice(0, 23).join('')}…` : kept;
}
