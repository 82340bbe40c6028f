import type { UIMessage } from 'ai';
import type { ChatDataParts, ChatMetadata } from '../../domain/chat.ts';
import { getJson } from './http.ts';

export type DeskMessage = UIMessage<ChatMetadata, ChatDataParts>;

/** What was said in a chat so far, oldest first. */
export function loadChat(id: string): Promise<DeskMessage[]> {
  return getJson<DeskMessage[]>(`/api/chats/${encodeURIComponent(id)}`);
}
