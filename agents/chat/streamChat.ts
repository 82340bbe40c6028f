import { readUIMessageStream } from 'ai';
import type { Log } from '../../desk/Log.ts';
import type { ChatMetadata } from '../../domain/chat.ts';
import type { AgentPart } from '../AgentPart.ts';
import type { ChatChunk, ChatMessage } from './ChatMessage.ts';
import { createChunker } from './toChunks.ts';

export type ChatAnswer = {
  id: string;
  metadata: ChatMetadata;
  log: Log;
  /** Produces the answer; stops where the signal says so. */
  run(onPart: (part: AgentPart) => void, signal: AbortSignal): Promise<void>;
  /** Stores the finished message, also one that the reader stopped. */
  store(message: ChatMessage): Promise<void>;
};

/**
 * Streams an answer as a UI message. A reader who goes away stops the run; what was said until then is stored, and it
 * is stored before the stream ends.
 */
export function streamChat({ id, metadata, log, run, store }: ChatAnswer): ReadableStream<ChatChunk> {
  const stopped = new AbortController();
  const copy = new TransformStream<ChatChunk, ChatChunk>();
  const writer = copy.writable.getWriter();
  const whole = lastOf(readUIMessageStream<ChatMessage>({ stream: copy.readable }));
  whole.catch(() => {});

  return new ReadableStream<ChatChunk>({
    start(controller) {
      const write = (chunks: readonly ChatChunk[]) => {
        for (const chunk of chunks) {
          if (!stopped.signal.aborted) controller.enqueue(chunk);
          // What breaks the copy is thrown where its end is awaited.
          writer.write(chunk).catch(() => {});
        }
      };
      const answer = async () => {
        const chunker = createChunker();
        write([{ type: 'start', messageId: id, messageMetadata: metadata }]);
        try {
          await run((part) => write(chunker.chunks(part)), stopped.signal);
        } catch (fault) {
          log.error({ run: metadata.run, fault: String(fault) }, 'A chat answer failed');
          const delta = 'The desk could not finish this answer. Nothing was approved or sent; ask again.';
          write(chunker.chunks({ type: 'text', id: 'fault', delta }));
        }
        write([...chunker.end(), { type: 'finish' }]);
        await writer.close();
        const message = await whole;
        if (message) await store(message);
        if (!stopped.signal.aborted) controller.close();
      };
      // Not awaited: the reader gets the pieces while they come.
      answer().catch((fault: unknown) => {
        log.error({ run: metadata.run, fault: String(fault) }, 'A chat answer could not be stored');
        if (!stopped.signal.aborted) controller.error(fault);
      });
    },
    cancel() {
      stopped.abort();
    },
  });
}

async function lastOf<T>(items: AsyncIterable<T>): Promise<T | undefined> {
  let last: T | undefined;
  for await (const item of items) last = item;
  return last;
}
