import { parseUnits } from 'ethers';
import type { DecimalString } from '../../domain/decimal.ts';
import type { TokenTransfer } from './ChainSource.ts';
import { plainUnits } from './plainUnits.ts';

/** What came in and went out of one token, in its units (or smallest ones where `decimals` is null). */
export type TokenFlow = {
  token: string;
  untrustedSymbol: string;
  decimals: number | null;
  in: DecimalString;
  out: DecimalString;
  net: DecimalString;
  transfers: number;
};

/**
 * Sums transfers by the token's address, never by its name: anybody can call a token what another one is called. The
 * token with the most transfers comes first. What an address sent to itself counts for neither side.
 */
export function sumFlows(transfers: readonly TokenTransfer[]): TokenFlow[] {
  const byToken = Map.groupBy(transfers, ({ token }) => token);
  const flows = [...byToken].map(([token, moved]): TokenFlow => {
    const { untrustedSymbol = '', decimals = null } = moved[0] ?? {};
    const places = decimals ?? 0;
    const total = (direction: TokenTransfer['direction']) =>
      moved.reduce(
        (sum, one) => sum + (one.direction === direction ? parseUnits(one.amount, places) : 0n),
        0n,
      );
    const [received, sent] = [total('in'), total('out')];
    return {
      ...{ token, untrustedSymbol, decimals },
      ...{ in: plainUnits(received, places), out: plainUnits(sent, places) },
      ...{ net: plainUnits(received - sent, places), transfers: moved.length },
    };
  });
  return flows.sort((a, b) => b.transfers - a.transfers);
}
