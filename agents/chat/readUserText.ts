import type { UIMessage } from 'ai';

/** Longest message that is passed on at all, in characters. */
export const longestText = 8_000;

/** The text of a user's message, without control characters; or why it is not read. */
export function readUserText(
  message: Pick<UIMessage, 'parts'>,
): { kind: 'text'; text: string } | { kind: 'refused'; text: string; reason: string } {
  const whole = message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
  // Tabs and line ends stay; everything else below a space could only confuse a terminal or a log.
  const text = whole.slice(0, longestText).replace(/[^\P{Cc}\t\n]/gu, '');
  if (whole.length <= longestText) return { kind: 'text', text };
  return {
    kind: 'refused',
    text: `${text.slice(0, 200)}…`,
    reason: `Your message has ${whole.length} characters; at most ${longestText} are read. Nothing in it was read and nothing was proposed. Please send a shorter one.`,
  };
}
