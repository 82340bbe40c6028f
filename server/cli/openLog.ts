import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { createLog, type LogLevel } from '../createLog.ts';
import { plain } from './format/plain.ts';
import type { Terminal } from './Terminal.ts';

const maxBytes = 20 * 1024 * 1024;

/**
 * The log of a started desk. In front of a person it goes to `desk.log` in the home, and warnings are also told in
 * words; otherwise, all of it goes to standard error as lines of JSON.
 */
export function openLog(
  terminal: Terminal,
  options: { level: LogLevel; mode: string; home: string; json: boolean },
): Logger {
  const { level, mode } = options;
  if (options.json || !terminal.colour) {
    return createLog({ level, mode, destination: pino.destination({ dest: 2, sync: true }) });
  }
  mkdirSync(options.home, { recursive: true, mode: 0o700 });
  const path = join(options.home, 'desk.log');
  if (existsSync(path) && statSync(path).size > maxBytes) renameSync(path, `${path}.1`);
  const file = pino.destination({ dest: path, sync: true, mode: 0o600 });
  return createLog({
    level,
    mode,
    destination: {
      write(line) {
        const told = inWords(line);
        if (told !== null) terminal.err(told);
        file.write(line);
      },
    },
  });
}

/** Warnings and worse, for a person. */
function inWords(line: string): string | null {
  const entry: unknown = JSON.parse(line);
  if (typeof entry !== 'object' || entry === null || !('level' in entry) || !('msg' in entry)) return null;
  const level = Number(entry.level);
  if (level < 40) return null;
  return `${level >= 50 ? '✗' : '!'} ${plain(String(entry.msg))} (see desk.log)`;
}
