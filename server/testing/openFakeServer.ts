import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockHome } from '../../db/lockHome.ts';
import { runCli } from '../cli/runCli.ts';
import type { Terminal } from '../cli/Terminal.ts';
import { startServer } from '../startServer.ts';
import { type FakeDesk, fakeDesk } from './fakeDesk.ts';

export type FakeServer = AsyncDisposable & {
  desk: FakeDesk;
  home: string;
  url: string;
  /** Stops answering while the home stays taken, as a hung desk does. */
  hang(): Promise<void>;
  /** Runs one command line; `answers` makes the terminal one with a person in front of it. */
  run(args: readonly string[], answers?: readonly (string | null)[]): Promise<CliResult>;
};
export type CliResult = { status: number; out: string; err: string; asked: string[] };

const log = { debug() {}, info() {}, warn() {}, error() {} };

/** A fake desk behind the real server, in a home of its own, found by the command line as a running one is. */
export async function openFakeServer(desk = fakeDesk()): Promise<FakeServer> {
  const home = mkdtempSync(join(tmpdir(), 'countersign-cli-'));
  const server = await startServer({
    desk,
    home,
    port: 0,
    portFixed: false,
    siteFolder: join(home, 'no-site'),
    version: '0.1.0',
    clock: { now: Date.now },
    log,
  });
  const lock = lockHome(home);
  lock.announce(server.url);
  let closed: Promise<void> | undefined;
  const hang = () => {
    closed ??= server.close();
    return closed;
  };
  return {
    desk,
    home,
    url: server.url,
    hang,
    run: (args, answers) => runIn(home, args, answers),
    async [Symbol.asyncDispose]() {
      await hang();
      lock.release();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Runs one command line on a home. */
export async function runIn(
  home: string,
  args: readonly string[],
  answers?: readonly (string | null)[],
): Promise<CliResult> {
  const out: string[] = [];
  const err: string[] = [];
  const asked: string[] = [];
  const left = [...(answers ?? [])];
  const ask = async (question: string): Promise<string | null> => {
    asked.push(question);
    return left.shift() ?? null;
  };
  const terminal: Terminal = {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    interactive: answers !== undefined,
    colour: false,
    columns: 100,
    ...{ ask, askSecret: ask },
  };
  const status = await runCli(args, terminal, { home, name: null, overrides: [] });
  return { status, out: out.join('\n'), err: err.join('\n'), asked };
}
