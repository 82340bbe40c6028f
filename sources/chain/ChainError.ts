import { CountersignError } from '../../domain/CountersignError.ts';

/** The chain could not be asked, or the answer cannot be relied on. Says nothing about what is on the chain. */
export class ChainError extends CountersignError {
  override name = 'ChainError';
}
