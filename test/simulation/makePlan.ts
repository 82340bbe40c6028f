import type { Draws } from './actions/Action.ts';
import { type ActionName, families } from './actions/actions.ts';
import { createDice, type Dice } from './Dice.ts';

/** One thing that happens, what it draws from, and how long the world goes on before the next (ms). */
export type Step = { action: ActionName; draws: Draws; waitMs: number };

type Weights = readonly { name: ActionName; weight: number }[];

/** What a run is made of follows from its seed: most runs lack most kinds of trouble, so that rare mixes come up. */
export function makePlan(seed: number, steps: number): Step[] {
  const dice = createDice(seed, 10);
  const weights = chooseActions(dice);
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  return Array.from({ length: steps }, (): Step => {
    let left = dice.uniform() * total;
    const chosen = weights.find(({ weight }) => {
      left -= weight;
      return left <= 0;
    });
    return {
      action: chosen?.name ?? 'buyAtMarket',
      draws: [dice.uniform(), dice.uniform(), dice.uniform(), dice.uniform()],
      waitMs: waitMs(dice),
    };
  });
}

function chooseActions(dice: Dice): Weights {
  const always: Weights = [
    { name: 'buyAtMarket', weight: 6 },
    { name: 'buyAtLimit', weight: 3 },
    { name: 'buyAboveMarket', weight: 2 },
    { name: 'sellSome', weight: 2 },
    { name: 'sellAtLimit', weight: 1 },
    { name: 'close', weight: 2 },
    { name: 'cancel', weight: 1 },
    { name: 'approveNewest', weight: 14 },
    { name: 'approve', weight: 2 },
  ];
  const trouble = (names: readonly ActionName[], share: number, most: number): Weights =>
    names.filter(() => dice.chance(share)).map((name) => ({ name, weight: most * dice.uniform() }));
  const stopping = families.stopping.filter((name) => name !== 'rearm');
  const deciding = families.deciding.filter((name) => name !== 'approveNewest' && name !== 'approve');
  return [
    ...always,
    ...trouble(deciding, 0.5, 3),
    ...(dice.chance(0.5) ? trouble(stopping, 0.5, 1.5) : []),
    { name: 'rearm', weight: 1.5 },
    ...trouble(families.breaking, 0.3, 3),
    { name: 'heal', weight: 1 },
    { name: 'setClock', weight: 1 },
    ...(dice.chance(0.5) ? trouble(families.atTheVenue, 0.5, 2) : []),
    ...(dice.chance(0.6) ? trouble(families.processes, 0.5, 2) : []),
  ];
}

/** Often a moment, sometimes a while. */
function waitMs(dice: Dice): number {
  const kind = dice.uniform();
  if (kind < 0.15) return 0;
  if (kind < 0.6) return dice.between(1, 400);
  if (kind < 0.92) return dice.between(400, 5_000);
  return dice.between(5_000, 25_000);
}
