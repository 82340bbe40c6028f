import { judgeOverride } from '../../domain/judgeOverride.ts';
import type { OverridesView } from '../../domain/Override.ts';
import { sumOverrides } from '../../domain/sumOverrides.ts';
import type { Desk } from '../Desk.ts';
import { finestTimeframe } from './finestTimeframe.ts';
import { overrideStore } from './overrideStore.ts';

const most = 500;

/** What was overruled, what it would have made or lost, and who was right. Hypothetical, and it says how it is reckoned. */
export async function readOverrides(desk: Desk): Promise<OverridesView> {
  const store = overrideStore(desk.documents, desk.account);
  const [followed, settled] = await Promise.all([store.list('followed', most), store.list('settled', most)]);
  const overrides = [...followed, ...settled]
    .filter(({ kind }) => kind !== 'followed')
    .map((record) => judgeOverride(record, desk.market.quote(record.instrument)?.bid ?? null))
    .sort((a, b) => b.decidedAt - a.decidedAt || (a.proposal < b.proposal ? 1 : -1));
  return {
    currency: desk.currency,
    asOf: desk.clock.now(),
    overrides,
    ...sumOverrides(overrides),
    assumes: assumptions(finestTimeframe(desk)),
  };
}

function assumptions(timeframe: string): string[] {
  return [
    'Hypothetical: none of these orders was sent, and the market might have answered them otherwise.',
    'A market order, and a limit that crosses, fills when it was decided at what the order book gave up to its worst price; what the book did not hold is left out. A limit that rests fills at its limit once the price trades there.',
    `From then on bars of ${timeframe} are followed that open after the decision. In a bar that reached both, the stop comes before the target; a stop fills below its trigger by the expected slippage, and below a gap by as much.`,
    'Taker and maker fees of both sides are in it. What is still open is marked at the present bid less the fee of leaving; a sell is held against still having what it would have sold.',
    'After 30 days without stop or target it is left at the close. An edit is held against the original from the moment of its approval.',
  ];
}
