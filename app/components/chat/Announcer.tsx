import { useEffect, useState } from 'react';
import type { DeskMessage } from '../../data/chat.ts';

/** Says finished answers, once and whole; half sentences are never announced. */
export function Announcer({ messages, busy }: { messages: DeskMessage[]; busy: boolean }) {
  const [said, setSaid] = useState('');
  const last = messages.at(-1);
  const text =
    !busy && last?.role === 'assistant'
      ? last.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join(' ')
      : '';
  const [first] = useState(last?.id);
  useEffect(() => {
    if (text && last?.id !== first) setSaid(text);
  }, [text, last?.id, first]);
  return (
    <div aria-live="polite" className="sr-only">
      {said}
    </div>
  );
}
