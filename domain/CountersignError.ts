/**
 * A fault with a stable code and what was known when it happened. Expected outcomes are returned as unions;
 * this is for what should not happen or what an edge has to translate.
 */
export class CountersignError extends Error {
  override name = 'CountersignError';
  readonly code: string;
  readonly context: Record<string, unknown>;

  constructor(
    code: string,
    message: string,
    options: { context?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.context = options.context ?? {};
  }
}
