import { type Alert, alert } from '../../domain/Alert.ts';
import type { Desk } from '../Desk.ts';

/** Alerts, newest first. */
export async function listAlerts(desk: Desk, filter: { limit?: number } = {}): Promise<Alert[]> {
  const entries = await desk.database.read.journal.list({
    types: ['alert.raised'],
    newestFirst: true,
    limit: filter.limit ?? 100,
  });
  return entries.map(({ sequence, at, subject, data }) => alert.parse({ sequence, at, subject, ...data }));
}
