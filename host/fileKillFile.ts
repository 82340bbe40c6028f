import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { hashOfEntry, linkEntries } from '../db/linkEntries.ts';
import { syncFolder } from '../db/writeFileDurably.ts';
import type { KillFile } from '../desk/kill/KillFile.ts';
import { type JournalEntry, journalEntry } from '../domain/JournalEntry.ts';

/** What a kill file holds. `length`: bytes of whole lines; `fault`: what is wrong with it, as a sentence. */
export type KillFileContent = { entries: JournalEntry[]; length: number; fault: string | null };

const nothing: KillFileContent = { entries: [], length: 0, fault: null };

/**
 * The kill path's journal as lines of JSON, each on disk before `append` returns. A last line without its end, as a
 * killed process leaves it, is cut off by the next append. A file with any other fault is moved aside by the next
 * append, since no kill may wait for it, and a new one is begun beside it.
 */
export function fileKillFile(path: string): KillFile {
  let seen = { size: 0, modified: 0, content: nothing };
  const look = (): KillFileContent => {
    if (!existsSync(path)) return nothing;
    const { size, mtimeMs: modified } = statSync(path);
    if (size !== seen.size || modified !== seen.modified) {
      seen = { size, modified, content: readKillFile(path) };
    }
    return seen.content;
  };
  return {
    entries: () => look().entries,
    append(fact) {
      let { entries, length, fault } = look();
      if (fault !== null) {
        renameSync(path, `${path}.broken-${fact.at}`);
        [entries, length, fault] = [[], 0, null];
      }
      const { sequence, hash } = entries.at(-1) ?? { sequence: 0, hash: '' };
      const [entry] = linkEntries({ sequence, hash }, [fact]);
      if (!entry) throw new Error('A fact makes one entry');
      appendDurably(path, length, `${JSON.stringify(entry)}\n`);
      const { size, mtimeMs: modified } = statSync(path);
      seen = { size, modified, content: { entries: [...entries, entry], length: size, fault: null } };
      return entry;
    },
  };
}

/** Reads a kill file and checks its chain; what stands before a fault is given. */
export function readKillFile(path: string): KillFileContent {
  if (!existsSync(path)) return nothing;
  const bytes = readFileSync(path);
  const length = bytes.lastIndexOf(0x0a) + 1;
  const entries: JournalEntry[] = [];
  for (const line of bytes.toString('utf8', 0, length).split('\n').slice(0, -1)) {
    const entry = parse(line);
    const previous = entries.at(-1);
    const follows =
      entry?.sequence === (previous?.sequence ?? 0) + 1 && entry.previous === (previous?.hash ?? '');
    if (!entry || !follows || hashOfEntry(entry) !== entry.hash) {
      const fault = `Line ${entries.length + 1} of ${path} is not what was written: it was changed, or lines before it were removed.`;
      return { entries, length, fault };
    }
    entries.push(entry);
  }
  return { entries, length, fault: null };
}

function parse(line: string): JournalEntry | undefined {
  try {
    return journalEntry.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function appendDurably(path: string, length: number, line: string): void {
  const isNew = !existsSync(path);
  const file = openSync(path, 'a', 0o600);
  try {
    if (statSync(path).size > length) ftruncateSync(file, length);
    const bytes = Buffer.from(line);
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } catch (cause) {
    ftruncateSync(file, length);
    throw cause;
  } finally {
    closeSync(file);
  }
  if (isNew) syncFolder(dirname(path));
}
