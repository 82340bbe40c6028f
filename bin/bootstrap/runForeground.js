import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** A terminal and npm both pass the same Ctrl+C on, within this many milliseconds of each other. */
const sameSignalMs = 700;

/**
 * Runs a program in our place: same terminal, its exit code is ours. It gets a process group of its own, so that a
 * Ctrl+C reaches it once, from us, and it can shut down safely; a second Ctrl+C reaches it as a second signal.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd: string, env: NodeJS.ProcessEnv}} options
 * @returns {Promise<number>} exit code; 128 + n when signal n ended it
 */
export function runForeground(command, args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: 'inherit',
      detached: process.platform !== 'win32',
    });
    const lastAt = new Map();
    const handlers = forwarded.map((signal) => {
      const handler = () => {
        const now = performance.now();
        if (now - (lastAt.get(signal) ?? Number.NEGATIVE_INFINITY) < sameSignalMs) return;
        lastAt.set(signal, now);
        child.kill(signal);
      };
      process.on(signal, handler);
      return () => process.off(signal, handler);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const remove of handlers) remove();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}
