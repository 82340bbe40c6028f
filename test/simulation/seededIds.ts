import type { IdSource } from '../../domain/Clock.ts';
import type { Dice } from './Dice.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Identifiers that follow from the seed. */
export function seededIds(dice: Dice): IdSource {
  return {
    next: (length) => Array.from({ length }, () => alphabet[dice.between(0, alphabet.length - 1)]).join(''),
  };
}
