import { pause } from '../../domain/pause.ts';
import type { Desk } from '../Desk.ts';

const soonMs = 1_000;

/** What the database answers, if it does within a second; undefined when it fails or takes longer. */
export async function withinSoon<T>(
  { clock, log }: Pick<Desk, 'clock' | 'log'>,
  asked: Promise<T>,
): Promise<T | undefined> {
  const answer = asked.catch((cause: unknown) => {
    log.error({ cause: String(cause) }, 'The database did not answer for the kill switch');
    return undefined;
  });
  return Promise.race([answer, pause(clock, soonMs).then(() => undefined)]);
}
