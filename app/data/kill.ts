import type { KillLevel } from '../../domain/mode.ts';
import type { KillView } from '../../domain/views.ts';
import { deskState, orders, portfolio, risk } from './desk.ts';
import { postJson } from './http.ts';
import { setPrefs } from './prefs.ts';

/** Asks for a kill. Resolved means that the desk has taken it; what the venue confirmed is in the risk view. */
export async function sendKill(level: KillLevel, reason: string): Promise<void> {
  try {
    const kill = await postJson<KillView>('/api/kill', { level, reason });
    setPrefs({ paused: true });
    risk.set((before) => (before.data ? { ...before, data: { ...before.data, kill } } : before));
  } finally {
    for (const resource of [risk, deskState, orders, portfolio]) resource.refresh();
  }
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
