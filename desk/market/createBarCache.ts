import type { Desk } from '../../desk/Desk.ts';
import type { Clock } from '../../domain/Clock.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import type { Message } from '../createRunner.ts';
import type { ChatMessage } from './ChatMessage.ts';

/** Newest messages that are read back for a screen, and of these, how many a model is reminded of. */
const shown = 200;
const remembered = 12;
const longestMemory = 2_000;

/** Stored conversations, one document a message, grouped by chat. */
export type Transcripts = {
  add(chatId: string, message: ChatMessage): Promise<void>;
  /** Oldest first. */
  read(chatId: string): Promise<ChatMessage[]>;
  /** What was said lately, as text alone: old tool results are stale and are read again instead. */
  remember(chatId: string): Promise<Message[]>;
};

export function createTranscripts(documents: Desk['documents'], clock: Clock): Transcripts {
  let newest = 0;
  const read = async (chatId: string, limit = shown): Promise<ChatMessage[]> => {
    const found = await documents.find('transcripts', { group: checked(chatId), limit });
    return found.reverse().map(({ body }) => body.message as ChatMessage);
  };
  return {
    async add(chatId, message) {
      // Messages are ordered by their time, so no two may share one.
      newest = Math.max(newest + 1, clock.now());
      await documents.put('transcripts', {
        id: `${checked(chatId)}/${message.id}`,
        group: chatId,
        at: newest,
        text: textOf(message),
        body: { message },
      });
    },
    read: (chatId) => read(chatId),
    async remember(chatId) {
      const messages = await read(chatId, remembered);
      return messages.flatMap((message): Message[] => {
        const content = textOf(message).slice(-longestMemory);
        if (content === '') return [];
        return message.role === 'user' ? [{ role: 'user', content }] : [{ role: 'assistant', content }];
      });
    },
  };
}

/** The text of a message, without tools and cards. */
export function textOf(message: Pick<ChatMessage, 'parts'>): string {
  return message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n\n');
}

function checked(chatId: string): string {
  if (/^[\w-]{1,64}$/.test(chatId)) return chatId;
  throw new CountersignError(
    'chat.invalidId',
    'A chat id has 1 to 64 letters, digits, - or _. Nothing was stored.',
  );
}
