import { type Amount, hasTooMuchPrecision, isAmountText, toAmount } from '../engine/amount.ts';
import { VenueRejection } from '../VenueRejection.ts';

/** Parameters of one request, read with the exchange's own refusals. */
export class Params {
  readonly #values: ReadonlyMap<string, string>;

  constructor(values: ReadonlyMap<string, string>) {
    this.#values = values;
  }

  get names(): string[] {
    return [...this.#values.keys()];
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The value, or undefined where it was not sent; sent empty is refused. */
  optional(name: string): string | undefined {
    const value = this.#values.get(name);
    if (value === '') throw new VenueRejection(-1105, `Parameter '${name}' was empty.`);
    return value;
  }

  required(name: string): string {
    const value = this.#values.get(name);
    if (value === undefined || value === '') throw missing(name);
    return value;
  }

  integer(name: string, range: { min?: number; max?: number } = {}): number | undefined {
    const value = this.optional(name);
    if (value === undefined) return undefined;
    if (!/^[0-9]{1,20}$/.test(value)) throw illegal(name, '^[0-9]{1,20}$');
    const number = Number(value);
    if (!Number.isSafeInteger(number) || number < (range.min ?? 0)) {
      throw new VenueRejection(-1130, `Data sent for parameter '${name}' is not valid.`);
    }
    return range.max === undefined ? number : Math.min(number, range.max);
  }

  flag(name: string): boolean | undefined {
    const value = this.optional(name);
    if (value === undefined) return undefined;
    if (value !== 'true' && value !== 'false') throw illegal(name, '^(true|false)$');
    return value === 'true';
  }

  /** A positive decimal; undefined where it was not sent. */
  amount(name: string): Amount | undefined {
    const value = this.optional(name);
    if (value === undefined) return undefined;
    if (!isAmountText(value)) throw illegal(name, '^([0-9]{1,20})(\\.[0-9]{1,20})?$');
    if (hasTooMuchPrecision(value)) {
      throw new VenueRejection(-1111, `Parameter '${name}' has too much precision.`);
    }
    const amount = toAmount(value);
    if (amount === 0n) throw new VenueRejection(-1013, `Invalid ${name}.`);
    return amount;
  }

  /** One of `allowed`; `code` and `what` are what the exchange says of another value, e.g. -1116, `orderType`. */
  choice<T extends string>(
    name: string,
    allowed: readonly T[],
    refusal?: { code: number; what: string },
  ): T | undefined {
    const value = this.optional(name);
    if (value === undefined) return undefined;
    const found = allowed.find((each) => each === value);
    if (found !== undefined) return found;
    if (refusal) throw new VenueRejection(refusal.code, `Invalid ${refusal.what}.`);
    throw new VenueRejection(-1130, `Data sent for parameter '${name}' is not valid.`);
  }

  clientOrderId(name: string): string | undefined {
    const value = this.optional(name);
    if (value !== undefined && !/^[.A-Z:/a-z0-9_-]{1,36}$/.test(value)) {
      throw illegal(name, '^[\\.A-Z\\:/a-z0-9_-]{1,36}$');
    }
    return value;
  }

  /** Refuses what the endpoint does not read. */
  allowOnly(names: readonly string[]): void {
    const read = this.names.filter((name) => names.includes(name));
    if (read.length < this.#values.size) {
      throw new VenueRejection(
        -1104,
        `Not all sent parameters were read; read '${read.length}' parameter(s) but was sent '${this.#values.size}'.`,
      );
    }
  }
}

/** Parses a query string or form body; a name sent twice is refused. */
export function parseParams(...parts: string[]): Params {
  const values = new Map<string, string>();
  for (const part of parts) {
    for (const [name, value] of new URLSearchParams(part)) {
      if (values.has(name)) throw new VenueRejection(-1101, 'Duplicate values for a parameter detected.');
      values.set(name, value);
    }
  }
  return new Params(values);
}

export function missing(name: string): VenueRejection {
  return new VenueRejection(
    -1102,
    `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`,
  );
}

/** For a parameter that the order's type does not take. */
export function notRequired(name: string): VenueRejection {
  return new VenueRejection(-1106, `Parameter '${name}' sent when not required.`);
}

function illegal(name: string, range: string): VenueRejection {
  return new VenueRejection(
    -1100,
    `Illegal characters found in parameter '${name}'; legal range is '${range}'.`,
  );
}
