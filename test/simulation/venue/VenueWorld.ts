import type { OrderIntent } from '../../../domain/Order.ts';
import type { Dice } from '../Dice.ts';
import type { Process } from '../desk/Process.ts';
import type { SimulatedExchange } from '../exchange/SimulatedExchange.ts';
import type { Faults } from '../Faults.ts';
import type { VirtualClock } from '../VirtualClock.ts';

/** What lies between a desk and the exchange. */
export type VenueWorld = {
  time: VirtualClock;
  exchange: SimulatedExchange;
  faults: Faults;
  /** Draws of the network alone. */
  dice: Dice;
  /** A number that is higher every time. */
  moment(): number;
  /** How long after its signing a request is taken (ms); null where the venue enforces no window. */
  windowMs: number | null;
  /** Told of every order at the moment at which a desk lets it go, with the moment of its signing. */
  onSend(order: OrderIntent, process: Process, signed: number): void;
  /** Told of every order that the exchange has taken. */
  onAcceptance(order: OrderIntent, process: Process): void;
  /** The last moment at which a request that is under way may still arrive. */
  inFlightUntil: number;
};
