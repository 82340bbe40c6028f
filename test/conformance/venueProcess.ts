import { createGeneratedMarket } from '../../venues/simulated/market/createGeneratedMarket.ts';
import { startSimulatedVenue } from '../../venues/simulated/startSimulatedVenue.ts';

// A venue in a process of its own, to be killed. Arguments: folder, milliseconds that its clock is ahead.
const [folder = '', ahead = '0'] = process.argv.slice(2);
const venue = await startSimulatedVenue({
  market: createGeneratedMarket({ seed: 'conformance' }),
  folder,
  keys: [{ key: 'test-key', secret: 'test-secret' }],
  clock: { now: () => Date.now() + Number(ahead) },
});
console.log(venue.port);
