/**
 * A refusal in the exchange's own words: `{"code": -2010, "msg": "…"}` with an HTTP status. Codes and messages are
 * those of Binance's spot API (`errors.md` of its documentation), since clients map them to error classes.
 */
export class VenueRejection extends Error {
  override name = 'VenueRejection';
  readonly code: number;
  readonly status: number;
  /** Seconds for a `Retry-After` header. */
  readonly retryAfter: number | undefined;
  /** Extra answer fields, e.g. the two halves of a failed cancel-replace. */
  readonly data: Record<string, unknown> | undefined;

  constructor(
    code: number,
    message: string,
    options: { status?: number; retryAfter?: number; data?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.code = code;
    this.status = options.status ?? 400;
    this.retryAfter = options.retryAfter;
    this.data = options.data;
  }
}
