import { CountersignError } from '../domain/CountersignError.ts';

/**
 * A source could not be read, or what it sent is not what it promises. Says nothing about the world.
 * `context.retryAt` (epoch ms): the source asked not to be called before then.
 */
export class SourceError extends CountersignError {
  override name = 'SourceError';

  get retryAt(): number | null {
    const { retryAt } = this.context;
    return typeof retryAt === 'number' ? retryAt : null;
  }
}
