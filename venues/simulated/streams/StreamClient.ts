/** One connection of a client, as much of a WebSocket as the venue uses. */
export type StreamClient = {
  readonly readyState: number;
  /** Bytes that the client has not read yet. */
  readonly bufferedAmount: number;
  send(text: string): void;
  terminate(): void;
  on(event: 'message' | 'close' | 'error', listener: (data: unknown) => void): unknown;
};
