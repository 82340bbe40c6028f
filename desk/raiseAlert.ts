import type { Alert } from '../domain/Alert.ts';
import { deskActor } from '../domain/actor.ts';
import type { Desk } from './Desk.ts';
import type { Unit } from './Runtime.ts';

/** An alert before it has its place in the journal. */
export type NewAlert = Pick<Alert, 'severity' | 'code' | 'message' | 'subject'>;

/** Journals an alert inside a unit of work. */
export function raiseAlertIn(unit: Unit, { severity, code, message, subject }: NewAlert): void {
  unit.journal({ type: 'alert.raised', subject, actor: deskActor, data: { severity, code, message } });
}

/** The same for what is found again and again: not when it is the newest that was said of the subject under this code. */
export async function raiseAlertOnce(unit: Unit, alert: NewAlert): Promise<void> {
  const earlier = await unit.repositories.journal.list({
    ...{ types: ['alert.raised'], subject: alert.subject, newestFirst: true, limit: 50 },
  });
  const last = earlier.find(({ data }) => data.code === alert.code);
  if (last?.data.message !== alert.message) raiseAlertIn(unit, alert);
}

/** Journals an alert in a transaction of its own. */
export async function raiseAlert(desk: Desk, alert: NewAlert): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => raiseAlertIn(unit, alert));
}
