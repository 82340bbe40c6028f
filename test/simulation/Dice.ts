import { type Random, seededRandom } from '../../venues/simulated/market/seededRandom.ts';

/** Draws that follow from a seed alone. */
export type Dice = {
  uniform(): number;
  normal(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
};

/** Opens the stream of draws that belongs to these keys. */
export function createDice(...keys: readonly number[]): Dice {
  const random: Random = seededRandom(...keys);
  return {
    uniform: () => random.uniform(),
    normal: () => random.normal(),
    between: (low, high) => low + Math.floor(random.uniform() * (high - low + 1)),
    chance: (probability) => random.uniform() < probability,
    pick(items) {
      const found = items[Math.floor(random.uniform() * items.length)];
      if (found === undefined) throw new RangeError('There is nothing to pick from');
      return found;
    },
  };
}
