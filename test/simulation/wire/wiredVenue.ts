import { createCcxtVenue } from '../../../venues/ccxt/createCcxtVenue.ts';
import type { MayLeave, Venue } from '../../../venues/Venue.ts';
import { never, type Process } from '../desk/Process.ts';
import { simulatedSymbols } from '../exchange/simulatedSymbols.ts';
import type { VenueWorld } from '../venue/VenueWorld.ts';
import { SentOrders } from './SentOrders.ts';
import { credentials, type VenueApi } from './VenueApi.ts';
import { wireTransport } from './wireTransport.ts';

/** The exchange as one process reaches it through the adapter that trades for real. */
export function wiredVenue(world: VenueWorld, process: Process, api: VenueApi): Venue {
  const sent = new SentOrders();
  const venue = createCcxtVenue({
    id: 'simulated',
    label: 'Simulated exchange',
    exchange: 'binance',
    simulated: true,
    credentials,
    instruments: simulatedSymbols.map(({ id }) => id),
    clock: process.clock,
    timers: process.clock,
    transport: wireTransport({ world, process, api, sent }),
  });
  return Object.create(venue, {
    sendOrder: {
      value: (order: Parameters<Venue['sendOrder']>[0], mayLeave: MayLeave) => {
        sent.add(order);
        return venue.sendOrder(order, async () => {
          const signed = world.moment();
          const withheld = await mayLeave();
          if (withheld === undefined && !process.alive) return never();
          if (withheld === undefined) world.onSend(order, process, signed);
          return withheld;
        });
      },
    },
  });
}
