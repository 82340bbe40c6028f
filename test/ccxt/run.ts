/**
 * Holds the adapter and the simulated venue against the wire fixtures that ccxt publishes for Binance, from a checkout of
 * its repository: `npm run test:ccxt -- --ccxt PATH`. Ends with 1 where one fails, with 2 where there are none.
 */
import { parseArgs } from 'node:util';
import { readFixtures } from './Fixture.ts';
import { matchShapes } from './matchShapes.ts';
import { openReplay } from './openReplay.ts';
import { readResponses } from './readResponses.ts';
import { replayRequests } from './replayRequests.ts';

const { values } = parseArgs({ options: { ccxt: { type: 'string' } } });
const fixtures = values.ccxt === undefined ? undefined : readFixtures(values.ccxt);
if (fixtures === undefined) {
  console.error(
    `${values.ccxt === undefined ? 'No folder was named' : `There are no fixtures for Binance in ${values.ccxt}`}. Nothing was tested. They come with ccxt's repository, not with its npm package: "git clone --depth 1 https://github.com/ccxt/ccxt", then "npm run test:ccxt -- --ccxt ccxt".`,
  );
  process.exitCode = 2;
} else {
  await using replay = await openReplay(fixtures.listings);
  const { made, taken } = await replayRequests(fixtures, replay);
  const shapes = await matchShapes(fixtures, replay);
  const read = await readResponses(fixtures);
  const lines = [
    ...made.lines('Spot requests, made by the adapter’s ccxt as published'),
    ...taken.lines('The same requests, taken and answered by the simulated venue'),
    ...read.lines('Spot answers, served over a wire and read by the adapter'),
    ...shapes.lines('The simulated venue’s own answers, shaped as the published ones'),
  ];
  console.log(lines.join('\n'));
  const tallies = [made, taken, read, shapes];
  // A checkout whose format has changed must not pass by having nothing to compare.
  const empty = tallies.some(({ passed }) => passed === 0);
  if (empty) console.error('Nothing could be compared in one of these; the fixtures have another format.');
  if (empty || tallies.some(({ failed }) => failed.length > 0)) process.exitCode = 1;
}
