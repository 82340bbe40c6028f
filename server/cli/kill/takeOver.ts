import { join } from 'node:path';
import { type HomeLock, lockHome, readHomeOwner } from '../../../db/lockHome.ts';
import type { LatchState } from '../../../desk/KillLatch.ts';
import { messageOf } from '../../../desk/kill/cancelEntriesAtVenue.ts';
import type { Actor } from '../../../domain/actor.ts';
import { CountersignError } from '../../../domain/CountersignError.ts';
import type { KillLevel } from '../../../domain/mode.ts';
import { fileKillLatch } from '../../../host/fileKillLatch.ts';
import { type KillOutcome, killAtVenue } from '../../../host/killAtVenue.ts';
import { readTradingRecord } from '../../../host/tradingRecord.ts';
import { askPassword } from '../askPassword.ts';
import { type Cli, print } from '../Cli.ts';
import { killLines } from '../format/killLines.ts';
import { stopOwner } from './stopOwner.ts';

const politeMs = 5_000;
const patienceMs = 60_000;
/** What is asked of a chain takes blocks. */
const chainPatienceMs = 300_000;
const operator: Actor = { id: 'operator', role: 'operator', channel: 'cli' };

/** Held by a lock, or by nobody where none could be written. */
type HomeHeld = Pick<HomeLock, 'held' | typeof Symbol.asyncDispose>;

/**
 * The kill switch where no desk answers: sets the latch file before anything else, stops a desk that hangs, and
 * carries the level out with a venue connection of its own, also where nothing can be written. Tells each step. Ends
 * with 0 only when the level holds: a pause by the latch alone, the others by the latch and the venue's word.
 */
export async function takeOver(
  cli: Cli,
  options: { level: KillLevel; reason: string },
  why: string,
): Promise<number> {
  const { home } = cli.environment;
  const tell = (line: string) => {
    if (!cli.json) cli.terminal.out(line);
  };
  tell(`${why}.`);
  const { request, unwritten } = setLatch(home, { ...options, by: operator.id, at: Date.now() });
  if (unwritten === null) {
    tell(
      `The kill latch in ${home} is set to ${request.level}: no desk on it sends an entry until a person rearms it.`,
    );
  } else {
    cli.terminal.err(
      `The kill latch in ${home} could not be written (${unwritten}), so a desk that starts there would not know of the kill and would trade. Make room, and repeat the command.`,
    );
  }
  const latch = unwritten === null ? request.level : null;
  if (options.level === 'pause') {
    print(cli, { latch, confirmed: latch !== null }, () => []);
    return latch === null ? 1 : 0;
  }
  const untouched = (reason: string): number => {
    print(cli, { latch, confirmed: false, reason }, () => []);
    cli.terminal.err(
      `${reason} Orders and positions that stand at the venue were not touched. Repeat the command, or act at the venue itself.`,
    );
    return 1;
  };
  const blocked = await freeHome(home, tell);
  if (typeof blocked === 'string') return untouched(blocked);
  await using _lock = blocked;
  try {
    const record = readTradingRecord(home);
    if (!record) return untouched('No desk has traded from this home yet, so it names no venue to ask.');
    tell(`Opening the venue of account ${record.account} from here.`);
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const owns = () => blocked.held();
    const wallet = { password: walletPassword(cli), ask: askPassword(cli) };
    const isChain = record.source.kind === 'chain';
    const outcome = await killAtVenue({
      ...{ home, record, request, actor: operator, wallet, owns, log },
      patienceMs: isChain ? chainPatienceMs : patienceMs,
    });
    return Math.max(report(cli, outcome), latch === null ? 1 : 0);
  } catch (cause) {
    const reason = messageOf(cause);
    return untouched(`The venue could not be asked: ${reason.replace(/\.?$/, '.')}`);
  }
}

/** Sets the latch; why it could not be written where it could not, since no kill waits for a full disk. */
function setLatch(home: string, wanted: LatchState): { request: LatchState; unwritten: string | null } {
  const latch = fileKillLatch(join(home, 'kill.json'));
  try {
    latch.set(wanted);
    return { request: latch.read() ?? wanted, unwritten: null };
  } catch (cause) {
    return { request: wanted, unwritten: messageOf(cause) };
  }
}

/** Takes the home for this command, from a desk that hangs too; a sentence when that cannot be. */
async function freeHome(home: string, tell: (line: string) => void): Promise<HomeHeld | string> {
  const owner = readHomeOwner(home);
  if (owner) {
    const stopped = await stopOwner(home, owner, { politeMs, tell });
    if (stopped === 'notSeen')
      return `The desk (pid ${owner.pid}) runs where it cannot be seen from here, on another machine or in another container. Run this command there, or stop it there.`;
    if (stopped === 'notStopped')
      return `The desk (pid ${owner.pid}) could not be stopped from here: this user may not, or the system holds it.`;
    tell(`The desk (pid ${owner.pid}) has stopped.`);
  }
  try {
    return lockHome(home);
  } catch (cause) {
    if (!(cause instanceof CountersignError) || cause.code !== 'home.inUse') {
      tell(`The lock of ${home} could not be written (${messageOf(cause)}); the kill goes on without it.`);
      return { held: () => readHomeOwner(home) === null, async [Symbol.asyncDispose]() {} };
    }
    return 'Another desk has started on this home meanwhile, and carries the latch out itself: look at `countersign doctor`.';
  }
}

/** The wallet's password where the environment has it; the configuration need not be readable for a kill. */
function walletPassword({ environment }: Cli): string | null {
  const found = environment.overrides.find(({ path }) => path.join('.') === 'wallet.password');
  return found === undefined ? null : String(found.value);
}

function report(cli: Cli, { view, left }: KillOutcome): number {
  const confirmed = view.state === 'killed';
  print(cli, { ...view, confirmed, left }, () => [
    ...killLines(view),
    `In the account now: ${left.join(', ') || 'nothing'}.`,
    'The desk books this when it starts again, and trades nothing until it is rearmed.',
  ]);
  if (confirmed) return 0;
  cli.terminal.err(
    'The venue has not confirmed it. What is listed above still stands there: repeat the command, or act at the venue itself.',
  );
  return 1;
}
