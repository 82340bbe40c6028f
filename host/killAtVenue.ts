import { join } from 'node:path';
import type { LatchState } from '../desk/KillLatch.ts';
import { VenueKill } from '../desk/kill/VenueKill.ts';
import { viewOfProgress } from '../desk/kill/viewOfProgress.ts';
import type { Log } from '../desk/Log.ts';
import type { Actor } from '../domain/actor.ts';
import { pause } from '../domain/pause.ts';
import type { KillView } from '../domain/views.ts';
import { fileKillFile } from './fileKillFile.ts';
import { openKillVenue } from './openKillVenue.ts';
import type { AskPassword } from './openSigner.ts';
import { randomIds } from './randomIds.ts';
import { systemClock } from './systemClock.ts';
import type { TradingRecord } from './tradingRecord.ts';

/** A kill as it ended, with what the venue says is left in the account: one sentence an asset. */
export type KillOutcome = { view: KillView; left: string[] };

const lookEveryMs = 100;

/**
 * Carries a kill out from this process, for a desk that cannot: with a venue connection of its own, without the
 * database. Returns when the venue has confirmed the level, or after `patienceMs` without that. What was done is in the
 * home's kill file, and the next start of the desk books it.
 *
 * @throws VenueError and others when the venue could not be opened.
 */
export async function killAtVenue(params: {
  home: string;
  record: TradingRecord;
  request: LatchState;
  actor: Actor;
  /** How a wallet is opened, where the desk trades with one. */
  wallet: { password: string | null; ask: AskPassword };
  owns: () => boolean;
  log: Log;
  patienceMs: number;
}): Promise<KillOutcome> {
  const { home, record, request, actor, wallet, owns, log, patienceMs } = params;
  const { account, currency, maxSlippagePercent } = record;
  const clock = systemClock;
  await using opened = new AsyncDisposableStack();
  const { venue, close } = await openKillVenue({ home, record, wallet, clock, log });
  opened.defer(close);
  const killing = new VenueKill({
    ...{ account, currency, venue, clock, log, owns, ids: randomIds },
    limits: { maxSlippagePercent },
    killFile: fileKillFile(join(home, 'kill-journal.jsonl')),
  });
  opened.defer(() => killing.stop());
  const until = clock.now() + patienceMs;
  killing.begin({ ...request, actor });
  while (!killing.progress?.confirmed && clock.now() < until) await pause(clock, lookEveryMs);
  if (!killing.progress) throw new Error('A kill that nobody took back is under way');
  const balances = [...(await venue.fetchBalances())].filter(
    ([, { free, locked }]) => Number(free) !== 0 || Number(locked) !== 0,
  );
  return {
    view: viewOfProgress(killing.progress, venue.label),
    left: balances.map(([asset, { free, locked }]) =>
      Number(locked) === 0 ? `${free} ${asset}` : `${free} ${asset} and ${locked} in open orders`,
    ),
  };
}
