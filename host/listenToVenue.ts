import type { Desk } from '../desk/Desk.ts';
import { recordReport } from '../desk/orders/recordReport.ts';
import { recordFill } from '../desk/recordFill.ts';
import type { VenueEvent } from '../venues/Venue.ts';

/**
 * Books what the venue's account stream says, in the order in which it came. What fails to be booked is not lost:
 * `fallBehind` is told, so that the venue is asked for it as soon as that can be.
 */
export function listenToVenue(
  desk: Desk,
  ingest: (event: VenueEvent) => void,
  fallBehind: () => void,
): (event: VenueEvent) => void {
  const booking = async (work: Promise<unknown>, what: string): Promise<void> => {
    try {
      await work;
    } catch (cause) {
      desk.log.error(
        { cause: String(cause) },
        `${what} from the venue could not be booked; the next reconciliation will`,
      );
      fallBehind();
    }
  };
  return (event) => {
    ingest(event);
    switch (event.type) {
      case 'fill':
        void booking(recordFill(desk, event.fill), 'A fill');
        break;
      case 'order':
        void booking(recordReport(desk, event.report), 'An order report');
        break;
      case 'balances':
        desk.balances.set(event.balances, desk.clock.now());
        break;
      default:
        break;
    }
  };
}
