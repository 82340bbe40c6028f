import { CountersignError } from '../../domain/CountersignError.ts';
import type { Dex } from '../../venues/evm/Dex.ts';
import type { Desk } from '../Desk.ts';

/** The chain that a stored transaction belongs to. */
export function requireDex({ dex }: Desk): Dex {
  if (dex) return dex;
  throw new CountersignError(
    'chain.notConfigured',
    'There is a stored order on a chain and no chain is configured, so it is not followed. It may still trade; configure the chain again.',
  );
}
