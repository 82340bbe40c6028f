import { PGlite } from '@electric-sql/pglite';
import { explainFault } from '../explainFault.ts';
import { brokenFolder } from './brokenFolder.ts';

/**
 * Starts the engine on a folder that holds a database, or on nothing, in memory.
 *
 * @param template a dumped data directory to start from; only for an empty folder or memory
 */
export async function startEmbedded(folder?: string, template?: Blob): Promise<PGlite> {
  const from = template === undefined ? {} : { loadDataDir: template };
  try {
    return await PGlite.create(folder === undefined ? from : { dataDir: folder, ...from });
  } catch (cause) {
    const explained = explainFault(cause, `the database in ${folder ?? 'memory'}`);
    throw explained === cause ? brokenFolder(folder ?? 'memory', cause) : explained;
  }
}
