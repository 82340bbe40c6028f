import type { Actor } from '../../domain/actor.ts';
import type { RunId } from '../../domain/ids.ts';
import type { Desk } from '../Desk.ts';
import { startOfDay } from '../risk/equityOf.ts';

const page = 500;

/** Tokens of the present day, by running desk; read from the journal once and added to from then on. */
const used = new WeakMap<Desk, { day: number; tokens: number }>();

/** Writes down what one request to a language model took, in tokens. */
export async function recordModelUse(
  desk: Desk,
  { run, tokens, actor }: { run: RunId; tokens: number; actor: Actor },
): Promise<void> {
  if (tokens === 0) return;
  await modelTokensToday(desk);
  await desk.runtime.transact(desk.account, async (unit) =>
    unit.journal({ type: 'model.used', subject: run, actor, data: { tokens } }),
  );
  const day = startOfDay(desk.clock.now());
  const known = used.get(desk);
  used.set(desk, { day, tokens: tokens + (known?.day === day ? known.tokens : 0) });
}

/** What language models took since the day began (UTC), in tokens. */
export async function modelTokensToday(desk: Desk): Promise<number> {
  const day = startOfDay(desk.clock.now());
  const known = used.get(desk);
  const tokens = known?.day === day ? known.tokens : known ? 0 : await readTokens(desk, day);
  used.set(desk, { day, tokens });
  return tokens;
}

async function readTokens(desk: Desk, since: number): Promise<number> {
  for (let limit = page; ; limit *= 4) {
    const entries = await desk.database.read.journal.list({
      ...{ types: ['model.used'], newestFirst: true, limit },
    });
    const oldest = entries.at(-1);
    if (entries.length < limit || !oldest || oldest.at < since) {
      const own = entries.filter(({ at, account }) => at >= since && account === desk.account);
      return own.reduce((sum, { data }) => sum + Number(data.tokens), 0);
    }
  }
}
