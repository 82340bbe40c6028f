'use client';
import { useChat } from '@ai-sdk/react';
import { DefaultChatTransport } from 'ai';
import { ArrowDown, SquarePen } from 'lucide-react';
import { useMemo } from 'react';
import type { DeskMessage } from '../../data/chat.ts';
import { deskState } from '../../data/desk.ts';
import { setPrefs } from '../../data/prefs.ts';
import { useResource } from '../../data/resource.ts';
import { useStickToEnd } from '../../hooks/useStickToEnd.ts';
import { Button } from '../ui/Button.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { ChatError } from './ChatError.tsx';
import { Composer } from './Composer.tsx';
import { Greeting } from './Greeting.tsx';
import { Message } from './Message.tsx';
import { Opening } from './Opening.tsx';

/** One conversation: streamed answers, cards that stay true, and a composer that sends once. */
export function Conversation({ id, initial }: { id: string; initial: DeskMessage[] }) {
  const analyst = useResource(deskState).data?.analyst;
  const transport = useMemo(
    () =>
      new DefaultChatTransport<DeskMessage>({
        api: '/api/chat',
        credentials: 'same-origin',
        // The desk keeps the transcript itself; it takes only what is said now.
        prepareSendMessagesRequest: ({ id: chat, messages }) => ({
          body: { id: chat, messages: messages.slice(-1) },
        }),
      }),
    [],
  );
  const { messages, sendMessage, status, stop, error, clearError } = useChat<DeskMessage>({
    id,
    messages: initial,
    transport,
    throttle: 50,
  });
  const busy = status === 'submitted' || status === 'streaming';
  const { scroller, atEnd, toEnd } = useStickToEnd(messages);

  function send(text: string): void {
    if (busy) return;
    clearError();
    void sendMessage({ text });
    toEnd();
  }

  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-4">
        <h2 className="text-sm font-medium">Analyst</h2>
        <span className="min-w-0 truncate text-xs text-faint">{analyst?.label}</span>
        <Button
          look="ghost"
          size="icon"
          className="ml-auto -mr-2"
          aria-label="New conversation"
          title="New conversation"
          disabled={messages.length === 0 || busy}
          onClick={() => setPrefs({ chat: `chat-${crypto.randomUUID()}` })}
        >
          <SquarePen aria-hidden />
        </Button>
      </header>
      <div className="relative min-h-0 flex-1">
        <ScrollRegion
          label="Conversation"
          scroller={scroller}
          className="h-full overflow-y-auto overscroll-contain px-4 py-4"
        >
          <Greeting analyst={analyst} />
          {messages.length === 0 ? <Opening onAsk={send} /> : null}
          {/* Told to a screen reader once an answer is whole: while it grows the log is busy. */}
          <div role="log" aria-label="Messages" aria-busy={busy}>
            {messages.map((message, index) => (
              <Message key={message.id} message={message} streaming={busy && index === messages.length - 1} />
            ))}
          </div>
          {status === 'submitted' ? (
            <p className="mt-4 animate-breathe text-xs text-faint">Reading the market</p>
          ) : null}
          {error ? <ChatError error={error} onClose={clearError} /> : null}
        </ScrollRegion>
        {atEnd ? null : (
          <Button
            className="absolute bottom-2 left-1/2 -translate-x-1/2 rounded-full shadow-float"
            onClick={toEnd}
          >
            <ArrowDown aria-hidden /> Newest
          </Button>
        )}
      </div>
      <Composer busy={busy} onSend={send} onStop={stop} />
    </div>
  );
}
