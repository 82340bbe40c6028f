import type { GateLook } from '../../../domain/GateLook.ts';
import { number, short, time } from './print.ts';
import type { Told } from './Told.ts';

const phases = { propose: 'proposing', decide: 'the decision', send: 'the send' } as const;

/** What the gate saw of the market at one look, and how it ruled. */
export function tellLook(look: GateLook): Told[] {
  const { quote, bar, bookTime } = look;
  const ruled = look.allowed ? 'allowed' : 'DENIED';
  return [
    {
      kind: 'market',
      at: quote?.exchangeTime ?? look.at,
      by: null,
      text: quote
        ? `${quote.instrument}: bid ${number(quote.bid)}, ask ${number(quote.ask)}, last ${number(quote.last)}; quote of ${time(quote.exchangeTime)}, received ${time(quote.receivedAt)}.`
        : 'There was no quote.',
      details: [
        bar ? `newest bar opened ${time(bar.ts)}, last ${number(bar.close)}` : 'no bar was seen',
        bookTime === null ? 'no order book was seen' : `order book of ${time(bookTime)}`,
      ],
    },
    {
      kind: 'gate',
      at: look.at,
      text: `Gate at ${phases[look.phase]}: ${ruled}; ${look.passed} checks passed, ${look.denials.length} denied, ${look.notApplicable} did not apply. Limits ${short(look.limitsHash)}.`,
      details: [
        ...look.denials.map(
          ({ code, observed, limit, message }) => `✗ ${code}: ${observed}, allowed ${limit}. ${message}`,
        ),
        ...look.tightest.map(
          ({ code, observed, limit, usedPercent }) =>
            `✓ ${code}: ${observed}, allowed ${limit} (${usedPercent.toFixed(1)}% used)`,
        ),
      ],
    },
  ];
}
