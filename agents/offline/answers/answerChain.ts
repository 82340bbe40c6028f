import type { queryChain } from '../../../tools/queryChain.ts';
import { cite, sourced } from '../phrases.ts';
import { ask, request, type Talk } from '../Talk.ts';

/** Balance, gas or transfers from the chain. */
export function* answerChain(query: 'balance' | 'gas' | 'transfers', address?: string): Talk {
  const [output] = yield* ask([
    request<typeof queryChain>('queryChain', address === undefined ? { query } : { query, address }),
  ]);
  if (!output.ok) return output.message;
  const { result } = output;
  if ('gasPriceGwei' in result) {
    const base = result.baseFeeGwei === null ? '' : `, base fee ${result.baseFeeGwei} gwei`;
    return `Gas is ${result.gasPriceGwei} gwei${base} at block ${result.block} (${sourced(output)})${cite(output)}.`;
  }
  if ('address' in result && 'amount' in result && 'symbol' in result) {
    return `${result.address} holds ${result.amount} ${result.symbol} at block ${result.block} (${sourced(output)})${cite(output)}.`;
  }
  if (!('transfers' in result)) return `${output.summary} (${sourced(output)})${cite(output)}.`;
  const { transfers, fromBlock, toBlock, more } = result;
  if (transfers.length === 0) {
    return `No token transfers in blocks ${fromBlock} to ${toBlock} (${sourced(output)})${cite(output)}.`;
  }
  const lines = transfers
    .slice(0, 10)
    .map(
      ({ direction, amount, untrustedSymbol, token, counterparty, block }) =>
        `- ${direction === 'in' ? 'received' : 'sent'} ${amount} of token \`${token}\` (calls itself "${untrustedSymbol || 'nothing'}"), ${direction === 'in' ? 'from' : 'to'} \`${counterparty}\`, block ${block}`,
    );
  const rest = more || transfers.length > 10 ? ' The newest of more:' : '';
  return `Token transfers in blocks ${fromBlock} to ${toBlock}${cite(output)}.${rest} Names of tokens are whatever their maker wrote.\n\n${lines.join('\n')}`;
}
