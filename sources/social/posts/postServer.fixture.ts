import type { Scheduler } from '../../../domain/Clock.ts';
import { createHttpReader } from '../../http/createHttpReader.ts';
import { type Handler, startSourceServer } from '../../http/sourceServer.fixture.ts';
import type { Post, PostFetch } from './Post.ts';

/** A server of posts on loopback with a reader before it, which may ask these origins besides. Ends with its scope. */
export async function startPostServer(
  clock: Scheduler,
  routes: Record<string, Handler>,
  alsoLocal: readonly string[] = [],
) {
  const server = await startSourceServer(routes);
  const reader = createHttpReader({
    ...{ clock, userAgent: 'Countersign', localOrigins: [server.origin, ...alsoLocal], pauseMs: 0 },
  });
  return {
    ...{ server, reader, origin: server.origin },
    async [Symbol.asyncDispose]() {
      await reader.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** What one asking came to: the posts that were handed over, and the fault that ended it, if any. */
export async function askOnce(fetch: PostFetch): Promise<{ posts: Post[]; fault: unknown }> {
  const posts: Post[] = [];
  const fault = await fetch(async (page) => void posts.push(...page)).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  return { posts, fault };
}
