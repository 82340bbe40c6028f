import type { Clock } from '../../../../domain/Clock.ts';
import { SourceError } from '../../../SourceError.ts';
import type { PostFetch } from '../Post.ts';
import type { Relay } from './openRelay.ts';
import { verifyNote } from './verifyNote.ts';

const dayMs = 86_400_000;
/** Notes spread slowly and clocks differ, so a little is asked for twice. */
const overlapMs = 15 * 60 * 1000;
const mostNotes = 100;

/** Short notes under hashtags (lower case) from one relay. Notes whose id or signature is not theirs are dropped. */
export function nostrPosts(
  { hashtags }: { hashtags: readonly string[] },
  { relay, clock }: { relay: Pick<Relay, 'ask'>; clock: Clock },
): PostFetch {
  let readAt: number | undefined;
  return async (take) => {
    const asked = clock.now();
    const from = readAt === undefined ? asked - dayMs : readAt - overlapMs;
    const events = await relay.ask({
      ...{ kinds: [1], '#t': hashtags, since: Math.floor(from / 1000), limit: mostNotes },
    });
    const notes = events.slice(0, mostNotes).flatMap((event) => verifyNote(event) ?? []);
    if (events.length > 0 && notes.length === 0)
      throw new SourceError(
        'source.forged',
        `Not one of ${events.length} notes is signed by whom it names, so none was read.`,
      );
    await take(
      notes.map(({ id, createdAt, content }) => ({
        ...{ text: content, published: createdAt, link: `https://njump.me/${id}` },
      })),
    );
    readAt = asked;
    return null;
  };
}
