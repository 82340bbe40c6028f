'use client';
import { ArrowUp, Square } from 'lucide-react';
import { useRef, useState } from 'react';
import { useOnline } from '../../hooks/useOnline.ts';
import { Button } from '../ui/Button.tsx';

const maxLength = 4000;

type Props = { busy: boolean; onSend: (text: string) => void; onStop: () => void };

/** Enter sends once, Shift+Enter breaks the line; while an answer streams there is only Stop. */
export function Composer({ busy, onSend, onStop }: Props) {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const online = useOnline();
  const ready = text.trim() !== '' && !busy && online;

  function send(): void {
    if (!ready) return;
    onSend(text.trim());
    setText('');
    if (field.current) field.current.style.height = '';
  }

  return (
    <form
      aria-label="Write to the analyst"
      className="shrink-0 px-3 pb-3"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="rounded-lg border border-control/60 bg-field focus-within:border-focus focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus hover:border-control">
        <textarea
          ref={field}
          id="composer"
          rows={2}
          aria-label="Message to the analyst"
          placeholder={online ? 'Ask about price, trend, risk, or name a trade' : 'The desk is out of reach'}
          maxLength={maxLength}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            event.target.style.height = 'auto';
            event.target.style.height = `${Math.min(160, event.target.scrollHeight)}px`;
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              if (!event.repeat) send();
            }
          }}
          className="block max-h-40 w-full resize-none bg-transparent px-3 pt-2.5 text-sm outline-none placeholder:text-faint max-md:text-base"
        />
        <div className="flex items-center justify-between gap-2 px-2 pb-2">
          <p className="pl-1 text-2xs text-faint">
            {text.length > maxLength - 400 ? `${maxLength - text.length} left` : ''}
          </p>
          {busy ? (
            <Button size="icon" aria-label="Stop the answer" className="max-md:size-11" onClick={onStop}>
              <Square aria-hidden className="fill-current" />
            </Button>
          ) : (
            <Button
              look="primary"
              size="icon"
              type="submit"
              aria-label="Send"
              disabled={!ready}
              className="max-md:size-11"
            >
              <ArrowUp aria-hidden />
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}
