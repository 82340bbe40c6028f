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

/** Journals an alert in a transaction of its own. */
export async function raiseAlert(desk: Desk, alert: NewAlert): Promise<void> {
  await desk.runtime.transact(desk.account, async (unit) => raiseAlertIn(unit, alert));
}
