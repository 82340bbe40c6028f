import type { Changes } from '../engine/EngineState.ts';
import type { VenueContext } from '../protocol/Endpoint.ts';
import { type UserEvent, userEvents } from './userEvents.ts';

/** Who follows which account. */
export class AccountStreams {
  readonly #context: VenueContext;
  readonly #followers = new Map<string, Set<(event: UserEvent) => void>>();

  constructor(context: VenueContext) {
    this.#context = context;
  }

  /** Sends an account's events to `send` until the returned function is called. */
  follow(account: string, send: (event: UserEvent) => void): () => void {
    const followers = this.#followers.get(account) ?? new Set();
    this.#followers.set(account, followers);
    followers.add(send);
    return () => followers.delete(send);
  }

  onChanges(changes: Changes): void {
    const { exchange } = this.#context;
    for (const [account, followers] of this.#followers) {
      if (followers.size === 0) continue;
      for (const event of userEvents(exchange.state, changes, account, exchange.clock.now())) {
        for (const send of followers) send(event);
      }
    }
  }
}
