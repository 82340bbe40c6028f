import type { KillLevel } from '../../domain/mode.ts';
import { deskState, orders, portfolio, risk } from './desk.ts';
import { postJson } from './http.ts';

/** Asks for a kill. Resolved means that the desk has taken it; what the venue confirmed is in the risk view. */
export async function sendKill(level: KillLevel, reason: string): Promise<void> {
  try {
    await postJson('/api/kill', { level, reason });
  } finally {
    for (const resource of [risk, deskState, orders, portfolio]) resource.refresh();
  }
}

export async function sendRearm(reason: string): Promise<void> {
  try {
    await postJson('/api/rearm', { reason });
  } finally {
    risk.refresh();
    deskState.refresh();
  }
}
