import type { UIMessage, UIMessageChunk } from 'ai';
import type { ChatDataParts, ChatMetadata } from '../../domain/chat.ts';

/** A message of the chat as it is stored and streamed. */
export type ChatMessage = UIMessage<ChatMetadata, ChatDataParts>;
export type ChatChunk = UIMessageChunk<ChatMetadata, ChatDataParts>;
