import type { OrderIntent } from '../../../domain/Order.ts';
import type { WireRequest } from './VenueApi.ts';

/** The orders that a process has asked its adapter to send, by what names them on the wire. */
export class SentOrders {
  readonly #orders = new Map<string, OrderIntent>();

  add(order: OrderIntent): void {
    this.#orders.set(order.clientOrderId, order);
  }

  /** The order that a request is for. Throws `RangeError` where nobody asked for it. */
  find({ method, url, body }: WireRequest): OrderIntent {
    const params = new URLSearchParams(body === '' ? new URL(url).search : body);
    const id = params.get('newClientOrderId') ?? params.get('listClientOrderId') ?? '';
    const order = this.#orders.get(id);
    if (!order) throw new RangeError(`The adapter sent ${method} ${url} of its own accord`);
    return order;
  }
}
