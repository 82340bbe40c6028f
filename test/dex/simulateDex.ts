import { parseArgs } from 'node:util';
import { runDexSeeds } from './runDexSeeds.ts';

/** `npm run simulate:dex -- --runs 200 --seed 1`: seeded orders on a chain of one's own, under random faults. */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
const figures = await runDexSeeds({ runs: Number(values.runs), first: Number(values.seed) });
if (!figures) {
  console.error('No anvil binary is installed for this platform, so nothing was run.');
  process.exit(2);
}
console.log(figures.lines.join('\n'));
process.exit(figures.failed === 0 ? 0 : 1);
