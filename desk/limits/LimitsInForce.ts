import { hashOf } from '../../domain/hash.ts';
import type { Limits } from '../../domain/Limits.ts';
import { differences, type LimitChange } from '../../domain/limitChanges.ts';

/**
 * The limits that hold now, their hash, and where the configuration is looser and waits for a person. Changed by
 * `settleLimits` and `loosenLimits` alone, after the journal has it.
 */
export class LimitsInForce {
  readonly configured: Limits;
  #limits: Limits;
  #hash: string;

  constructor(limits: Limits, configured: Limits) {
    this.configured = configured;
    this.#limits = limits;
    this.#hash = hashOf(limits);
  }

  get limits(): Limits {
    return this.#limits;
  }

  get hash(): string {
    return this.#hash;
  }

  /** What the configuration allows and is not in force. */
  get waiting(): LimitChange[] {
    return differences(this.#limits, this.configured);
  }

  replace(limits: Limits): void {
    this.#limits = limits;
    this.#hash = hashOf(limits);
  }
}
