/** What a fault means for the request that met it. `rejected`: refused for certain, and asking again is no use. */
export type FaultMeaning = 'rejected' | 'unknown' | 'retryLater' | 'misconfigured';

/** Every error class of ccxt. What is certain must be certain: anything else is `unknown`. */
export const faultMeanings: Readonly<Record<string, FaultMeaning>> = {
  BaseError: 'unknown',
  // Thrown for any code that ccxt does not know, so it says nothing about what the exchange did.
  ExchangeError: 'unknown',
  AuthenticationError: 'misconfigured',
  PermissionDenied: 'misconfigured',
  AccountNotEnabled: 'misconfigured',
  AccountSuspended: 'misconfigured',
  // Raised by ccxt itself before anything is sent.
  ArgumentsRequired: 'misconfigured',
  NotSupported: 'misconfigured',
  InvalidProxySettings: 'misconfigured',
  BadRequest: 'rejected',
  BadSymbol: 'rejected',
  OperationRejected: 'rejected',
  NoChange: 'rejected',
  MarginModeAlreadySet: 'rejected',
  MarketClosed: 'rejected',
  ManualInteractionNeeded: 'misconfigured',
  RestrictedLocation: 'misconfigured',
  InsufficientFunds: 'rejected',
  InvalidAddress: 'rejected',
  AddressPending: 'rejected',
  InvalidOrder: 'rejected',
  OrderNotFound: 'rejected',
  OrderNotCached: 'rejected',
  OrderImmediatelyFillable: 'rejected',
  OrderNotFillable: 'rejected',
  // The exchange has an order under this id: perhaps this very one, sent before.
  DuplicateOrderId: 'unknown',
  ContractUnavailable: 'rejected',
  ExchangeClosedByUser: 'unknown',
  OperationFailed: 'unknown',
  NetworkError: 'unknown',
  // HTTP 429 and 418: refused at the door.
  DDoSProtection: 'retryLater',
  RateLimitExceeded: 'retryLater',
  // Any unexplained HTTP 5xx; the order may have passed before the answer was lost.
  ExchangeNotAvailable: 'unknown',
  OnMaintenance: 'retryLater',
  // The request's time stamp was outside the exchange's window.
  InvalidNonce: 'retryLater',
  ChecksumError: 'unknown',
  RequestTimeout: 'unknown',
  BadResponse: 'unknown',
  NullResponse: 'unknown',
  CancelPending: 'unknown',
  UnsubscribeError: 'unknown',
};

/** What the exchange says where ccxt's class would say too much; by words in the message. */
const exceptions: readonly [pattern: RegExp, meaning: FaultMeaning][] = [
  // Binance answers a repeated client order id with the code of any rejected order (-2010).
  [/duplicate order sent/i, 'unknown'],
];

/** A fault in terms of the desk. `code` is the exchange's own where it gave one, else ccxt's class. */
export type Fault = { meaning: FaultMeaning; code: string; reason: string };

/** What an exchange has to say stands at the beginning; ccxt makes the whole body, of any size, part of the message. */
const longestMessage = 10_000;

/** Reads any thrown thing. What ccxt did not throw is `unknown`: it says nothing about the exchange. */
export function mapCcxtError(error: unknown): Fault {
  if (!(error instanceof Error)) return { meaning: 'unknown', code: 'unknown', reason: String(error) };
  const name = nearestKnownClass(error);
  const message = error.message.slice(0, longestMessage);
  const special = exceptions.find(([pattern]) => pattern.test(message));
  const meaning = special?.[1] ?? (name === undefined ? 'unknown' : (faultMeanings[name] ?? 'unknown'));
  return {
    meaning,
    code: exchangeCode(message) ?? name ?? error.name,
    reason: readable(message),
  };
}

/** Name of the error's class or of the nearest ancestor that the table has. */
function nearestKnownClass(error: Error): string | undefined {
  let prototype: unknown = Object.getPrototypeOf(error);
  while (typeof prototype === 'object' && prototype !== null) {
    const name: unknown = prototype.constructor.name;
    if (typeof name === 'string' && Object.hasOwn(faultMeanings, name)) return name;
    prototype = Object.getPrototypeOf(prototype);
  }
  return undefined;
}

/** The code in `{"code":-2010,"msg":"…"}`, which ccxt keeps as the message's text. */
function exchangeCode(message: string): string | undefined {
  return /"code":\s*"?(-?\d+)/.exec(message)?.[1];
}

/** The exchange's sentence without the JSON around it. */
function readable(message: string): string {
  const sentence = /"msg":\s*"((?:[^"\\]|\\.)*)"/.exec(message)?.[1];
  return (sentence ?? message).slice(0, 300);
}
