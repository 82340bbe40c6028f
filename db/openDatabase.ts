import { openEmbedded } from './openEmbedded.ts';
import { openServer } from './openServer.ts';
import type { Database } from './Repositories.ts';

/**
 * Opens the database of a desk and brings it to the present schema: a PostgreSQL server by URL, the embedded one in
 * `folder` otherwise.
 *
 * @throws DatabaseError when it cannot be opened; nothing in the folder was changed then.
 */
export function openDatabase(params: { url?: string; folder: string }): Promise<Database> {
  return params.url ? openServer(params.url) : openEmbedded(params.folder);
}
