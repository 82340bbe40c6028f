import type { InstrumentId } from '../../../domain/ids.ts';
import type { closePosition } from '../../../tools/closePosition.ts';
import type { fetchQuote } from '../../../tools/fetchQuote.ts';
import type { readPortfolio } from '../../../tools/readPortfolio.ts';
import { cite, grouped } from '../phrases.ts';
import { ask, request, type Talk } from '../Talk.ts';

/** Proposes to close the named positions, or all of them; one proposal each. */
export function* answerClose(instruments: readonly InstrumentId[], all: boolean): Talk {
  const [portfolio] = yield* ask([request<typeof readPortfolio>('readPortfolio')]);
  if (!portfolio.ok) return `${portfolio.message} Nothing was proposed.`;
  const positions = portfolio.result.positions.filter(
    ({ instrument }) => all || instruments.includes(instrument),
  );
  if (positions.length === 0) {
    const named = all ? 'no position' : `no ${instruments.map((id) => id.split('/')[0]).join(' or ')}`;
    return `You hold ${named}${cite(portfolio)}, so there is nothing to close. Nothing was proposed.`;
  }
  const quotes = yield* ask(
    positions.map(({ instrument }) => request<typeof fetchQuote>('fetchQuote', { instrument })),
  );
  const lines = positions.map(({ instrument, quantity }, index) => {
    const quote = quotes[index];
    const price = quote?.ok ? `, bid ${grouped(quote.result.bid)}${cite(quote)}` : '';
    return `Sell all ${quantity} ${instrument.split('/')[0]} at the market${price}. Its stop stays until the position is closed.`;
  });
  const outputs = yield* ask(
    positions.map(({ instrument }) => request<typeof closePosition>('closePosition', { instrument })),
    lines.join('\n\n'),
  );
  return outputs.flatMap((output) => (output.ok ? [] : [output.message])).join('\n\n');
}
