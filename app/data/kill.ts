import type { KillLevel } from '../../domain/mode.ts';
import type { KillView } from '../../domain/views.ts';
import { deskState, orders, portfolio, risk } from './desk.ts';
import { getJson, postJson } from './http.ts';
import { setPrefs } from './prefs.ts';

/** Asks for a kill. Resolved means that the desk has taken it; what the venue has confirmed is in the answer. */
export async function sendKill(level: KillLevel, reason: string): Promise<KillView> {
  try {
    const kill = await postJson<KillView>('/api/kill', { level, reason });
    setPrefs({ paused: true });
    show(kill);
    return kill;
  } finally {
    for (const resource of [risk, deskState, orders, portfolio]) resource.refresh();
  }
}

/** How far the kill is now, also while the desk's database does not answer. */
export async function readKill(): Promise<KillView> {
  const kill = await getJson<KillView>('/api/kill');
  show(kill);
  return kill;
}

function show(kill: KillView): void {
  risk.set((before) => (before.data ? { ...before, data: { ...before.data, kill } } : before));
}

/** Lets trading go on. The reason goes into the journal. */
export async function sendRearm(reason: string): Promise<void> {
  try {
    await postJson('/api/rearm', { reason });
  } finally {
    risk.refresh();
    deskState.refresh();
  }
}
