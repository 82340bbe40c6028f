import type { Rule } from './Rule.ts';

const thinkers = new Set(['tools', 'agents', 'strategies']);
const asksVenue = /^\.fetch(?:Quote|Book|Bars|Time|Order|OpenOrders|Fills|Balances)\(\)$/;

/**
 * Whoever thinks reads prices, bars and books through the desk's market view, which knows their age: a venue that is
 * asked directly answers past the feed's watchdog. The venue's name may be read.
 */
export const marketViewOnly: Rule = (files) =>
  files
    .filter(({ room, test }) => thinkers.has(room) && !test)
    .flatMap(({ path, uses }) =>
      uses
        .filter(({ name }) => asksVenue.test(name))
        .map(({ name, line }) => ({
          path,
          line,
          message: `asks a venue (${name}); read prices through desk.market`,
        })),
    );
