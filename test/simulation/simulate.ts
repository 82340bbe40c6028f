import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { hashOf } from '../../domain/hash.ts';
import { injectMutation } from './mutations/injectMutation.ts';
import { mutations } from './mutations/mutations.ts';
import type { SeedOutcome } from './simulateSeeds.ts';
import { simulateSeeds } from './simulateSeeds.ts';

const usage = `npm run simulate -- --seeds N [--seed S] [--steps M] [--json] [--mutate NAME] [--list-mutations]
Runs the whole desk against a faulty venue, database and clock in virtual time.
--seeds N         how many runs (default 100)
--seed S          the first seed (default 1)
--steps M         how many things happen in a run (default 50)
--json            last line: {seeds, steps, violations, journalHash}
--mutate NAME     with a known bug in the program, which must be found
--list-mutations  what bugs there are
--no-trace        does not look for the shortest run that breaks an invariant
--workers W       on how many threads (default: one for every core, 8 at most)
Exit code: 0 nothing found, 1 a broken invariant, 3 the simulation itself failed.`;

const failed = 3;

/** The command. Says what it finds on standard output, faults of its own on standard error. */
async function simulate(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      steps: { type: 'string', default: '50' },
      workers: { type: 'string', default: String(Math.min(8, availableParallelism())) },
      json: { type: 'boolean', default: false },
      mutate: { type: 'string' },
      'list-mutations': { type: 'boolean', default: false },
      'no-trace': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return say(usage);
  if (values['list-mutations']) {
    return say(mutations.map(({ name, sentence }) => `${name.padEnd(28)} ${sentence}`).join('\n'));
  }
  const [count, first, steps, workers] = [values.seeds, values.seed, values.steps, values.workers].map(
    number,
  );
  if (!count || first === undefined || !steps || !workers) {
    process.stderr.write(`${usage}\n`);
    return failed;
  }
  const { mutate: mutation, json } = values;
  const started = performance.now();
  const outcomes = await simulateSeeds({
    ...{ first, count, steps, workers },
    ...(mutation !== undefined && { mutation, stopAtFirst: true }),
    onOutcome({ seed, violations }) {
      for (const { step, invariant, detail } of violations)
        say(`seed ${seed}, step ${step}: ${invariant}: ${detail}`);
    },
  });
  const broken = outcomes.find(({ violations }) => violations.length > 0);
  if (broken && !values['no-trace']) await tellShrunk(broken, steps, mutation);
  const seconds = (performance.now() - started) / 1_000;
  const sum = outcomes.reduce((total, outcome) => total + outcome.steps, 0);
  say(`${outcomes.length} seeds, ${sum} steps, ${seconds.toFixed(1)} s${broken ? '' : ', nothing found'}`);
  if (json) {
    const violations = outcomes.flatMap((outcome) =>
      outcome.violations.map(({ step, invariant }) => ({ seed: outcome.seed, step, invariant })),
    );
    const journalHash = hashOf(outcomes.map((outcome) => outcome.journalHash));
    say(JSON.stringify({ seeds: outcomes.length, steps: sum, violations, journalHash }));
  }
  return broken ? 1 : 0;
}

/** The shortest story of the first violation. */
async function tellShrunk(broken: SeedOutcome, steps: number, mutation: string | undefined): Promise<void> {
  // The program is loaded here only, so that the bug is in it.
  if (mutation !== undefined) injectMutation(mutation);
  const { makePlan } = await import('./makePlan.ts');
  const { runPlan } = await import('./runPlan.ts');
  const { shrinkPlan } = await import('./shrinkPlan.ts');
  const plan = makePlan(broken.seed, steps);
  const shrunk = await shrinkPlan(broken.seed, plan, await runPlan(broken.seed, plan));
  say(`\nSeed ${broken.seed}, shrunk to ${shrunk.steps} of ${broken.steps} steps:`);
  say(shrunk.trace.join('\n'));
  say('');
}

function number(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

try {
  process.exitCode = await simulate();
} catch (error) {
  process.stderr.write(`The simulation itself failed: ${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = failed;
}
