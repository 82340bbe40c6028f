import { Decimal, decimal } from './decimal.ts';
import type { OverrideSum, OverridesView, OverrideView } from './Override.ts';

/**
 * Who was right, per proposer and per person who decided: what it would have made to do it the proposer's way, and
 * what the person's ruling made. What the gate denied is summed by itself.
 */
export function sumOverrides(
  overrides: readonly OverrideView[],
): Pick<OverridesView, 'proposers' | 'deciders' | 'gate'> {
  const ruled = overrides.filter(({ kind }) => kind !== 'denied' && kind !== 'followed');
  return {
    proposers: group(ruled, (override) => override.by.id, 'proposer'),
    deciders: group(ruled, (override) => override.decidedBy?.id, 'decider'),
    gate: sumOf(
      'gate',
      overrides.filter(({ kind }) => kind === 'denied'),
      'decider',
    ),
  };
}

type Party = 'proposer' | 'decider';

function group(
  overrides: readonly OverrideView[],
  nameOf: (override: OverrideView) => string | undefined,
  party: Party,
): OverrideSum[] {
  const names = [...new Set(overrides.flatMap((override) => nameOf(override) ?? []))].sort();
  return names.map((name) =>
    sumOf(
      name,
      overrides.filter((override) => nameOf(override) === name),
      party,
    ),
  );
}

function sumOf(id: string, overrides: readonly OverrideView[], party: Party): OverrideSum {
  const count = (test: (override: OverrideView) => boolean) => overrides.filter(test).length;
  const total = (final: boolean) =>
    overrides
      .filter((override) => override.final === final)
      .reduce((sum, { difference }) => sum.plus(decimal(difference ?? '0')), new Decimal(0))
      .times(party === 'decider' ? 1 : -1)
      .toString();
  return {
    id,
    origin: party === 'proposer' ? (overrides[0]?.origin ?? null) : null,
    proposals: overrides.length,
    right: count(({ right }) => right === party),
    wrong: count(({ right }) => right !== null && right !== party),
    unknown: count(({ difference }) => difference === null),
    made: total(true),
    madeSoFar: total(false),
  };
}
