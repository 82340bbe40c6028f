/** How every WebSocket of ccxt's is opened. */
export const streamOptions = {
  /** Bytes of one message: some exchanges begin with a whole book of several megabytes. */
  maxPayload: 16 * 1024 * 1024,
  /** Nothing packed: the library that unpacks ends the process when a connection breaks off inside a packed message. */
  perMessageDeflate: false,
} as const;
