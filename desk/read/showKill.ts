import type { KillView } from '../../domain/views.ts';
import type { Desk } from '../Desk.ts';
import { viewOfProgress } from '../kill/viewOfProgress.ts';
import { armedKill, readKill } from './readKill.ts';
import { unitForReads } from './unitForReads.ts';
import { withinSoon } from './withinSoon.ts';

/**
 * The kill switch for a person, also while the database does not answer: then as it stands at the venue, by this
 * process's own knowledge.
 */
export async function showKill(desk: Desk): Promise<KillView> {
  const stored = await withinSoon(desk, readKill(desk, unitForReads(desk)));
  const { progress } = desk.killing;
  if (!progress) return stored ?? armedKill;
  // The books may not have heard of it yet.
  const behind = !stored || stored.state === 'armed' || stored.level !== progress.request.level;
  return behind ? viewOfProgress(progress, desk.venue.label) : stored;
}
