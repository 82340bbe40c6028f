import { and, eq } from 'drizzle-orm';
import type { CommandRepository } from '../Repositories.ts';
import { repeatedKey } from '../repeatedKey.ts';
import { commands } from '../schema.ts';
import type { SqlSession } from './SqlSession.ts';

export function sqlCommands(session: SqlSession): CommandRepository {
  return {
    async get(scope, key) {
      const [row] = await session
        .select({ bodyHash: commands.bodyHash, result: commands.result })
        .from(commands)
        .where(and(eq(commands.scope, scope), eq(commands.key, key)));
      return row;
    },
    async put(scope, key, bodyHash, result, at) {
      const stored = await session
        .insert(commands)
        .values({ scope, key, bodyHash, result: result ?? null, at })
        .onConflictDoNothing()
        .returning({ key: commands.key });
      if (stored.length === 0) throw repeatedKey(scope, key);
    },
  };
}
