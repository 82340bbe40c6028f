'use client';
import '../../data/noEval.ts';
import { useCallback, useEffect, useState } from 'react';
import { type DeskMessage, loadChat } from '../../data/chat.ts';
import { RequestFailed } from '../../data/http.ts';
import { usePrefs } from '../../data/prefs.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Panel } from '../ui/Panel.tsx';
import { ChatSkeleton } from './ChatSkeleton.tsx';
import { Conversation } from './Conversation.tsx';

/** Talking to the analyst. Loaded on its own, after the rest of the page. */
export default function ChatPanel() {
  const { chat } = usePrefs();
  const [loaded, setLoaded] = useState<{ chat: string; messages: DeskMessage[] } | null>(null);
  const [failure, setFailure] = useState<RequestFailed | null>(null);

  const load = useCallback(() => {
    let left = false;
    setFailure(null);
    loadChat(chat)
      .then((messages) => !left && setLoaded({ chat, messages }))
      .catch((error: unknown) => !left && error instanceof RequestFailed && setFailure(error));
    return () => {
      left = true;
    };
  }, [chat]);
  useEffect(() => load(), [load]);

  return (
    <Panel label="Chat">
      {loaded?.chat === chat ? (
        <Conversation key={chat} id={chat} initial={loaded.messages} />
      ) : failure ? (
        <ErrorState what="The chat" error={failure} onRetry={load} />
      ) : (
        <ChatSkeleton />
      )}
    </Panel>
  );
}
