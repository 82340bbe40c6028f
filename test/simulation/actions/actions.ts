import type { Act } from './Action.ts';
import { atTheVenue } from './atTheVenue.ts';
import { breaking } from './breaking.ts';
import { deciding } from './deciding.ts';
import { processes } from './processes.ts';
import { stopping } from './stopping.ts';
import { trading } from './trading.ts';

/** Everything that can happen in a run, by name. */
export const actions = {
  ...trading,
  ...deciding,
  ...stopping,
  ...breaking,
  ...atTheVenue,
  ...processes,
} as const satisfies Record<string, Act>;

export type ActionName = keyof typeof actions;

/** The names of each family; a seed plays some of the families only. */
export const families = {
  trading: names(trading),
  deciding: names(deciding),
  stopping: names(stopping),
  breaking: names(breaking),
  atTheVenue: names(atTheVenue),
  processes: names(processes),
} as const;

function names<T extends Record<string, Act>>(family: T): (keyof T & string)[] {
  return Object.keys(family) as (keyof T & string)[];
}
