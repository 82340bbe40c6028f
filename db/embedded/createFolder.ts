import { mkdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { explainFault } from '../explainFault.ts';
import { startEmbedded } from './startEmbedded.ts';
import { readTemplate } from './template.ts';

/**
 * Makes an empty database. It is made beside its place and moved there when it is whole, so that a kill in the middle
 * of it does not leave a folder that looks damaged.
 */
export async function createFolder(folder: string): Promise<void> {
  const beside = `${folder}.new`;
  try {
    mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
    await rm(beside, { recursive: true, force: true });
    mkdirSync(beside, { mode: 0o700 });
    const client = await startEmbedded(beside, await readTemplate());
    await client.close();
    await rm(folder, { recursive: true, force: true });
    await rename(beside, folder);
  } catch (cause) {
    await rm(beside, { recursive: true, force: true });
    throw explainFault(cause, `a new database in ${folder}`);
  }
}
