import type { Fill } from '../../domain/Fill.ts';
import type { InstrumentId } from '../../domain/ids.ts';
import type { Desk } from '../Desk.ts';

/** Executions, newest first. */
export async function listFills(
  desk: Desk,
  filter: { instrument?: InstrumentId; limit?: number } = {},
): Promise<Fill[]> {
  return desk.database.read.fills.list({ account: desk.account, limit: 500, ...filter });
}
