import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileDurably } from '../writeFileDurably.ts';

/**
 * A file beside the database folder that says how the folder looked when it was closed in order. As long as it looks
 * so, nothing was cut off and nobody was at it, and a start needs no trial copy.
 */
export async function leaveClosingMark(folder: string): Promise<void> {
  writeFileDurably(markOf(folder), await looksOf(folder));
}

/** Whether the folder is as it was closed. */
export async function isAsClosed(folder: string): Promise<boolean> {
  const mark = markOf(folder);
  return existsSync(mark) && readFileSync(mark, 'utf8') === (await looksOf(folder));
}

/** To be called before the folder is written to. */
export async function removeClosingMark(folder: string): Promise<void> {
  await rm(markOf(folder), { force: true });
}

function markOf(folder: string): string {
  return `${folder}.closed`;
}

/** Names, sizes and times of change of all files, in a hash. */
async function looksOf(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).sort();
  const lines = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs, ctimeMs, ino } = await stat(join(folder, name));
      return `${name} ${size} ${mtimeMs} ${ctimeMs} ${ino}`;
    }),
  );
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
