import { randomInt } from 'node:crypto';
import type { IdSource } from '../domain/Clock.ts';

/** Without I, L, O and U: nothing that is misread aloud. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Unguessable identifiers from the system's random source. */
export const randomIds: IdSource = {
  next: (length) => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join(''),
};
