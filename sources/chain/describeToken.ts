import { Contract, isError, type JsonRpcProvider } from 'ethers';
import { plainTokenText } from './plainTokenText.ts';

/** What a token says of itself; nothing in it can be believed. `decimals`: null where it says none that can be. */
export type TokenWords = { untrustedSymbol: string; decimals: number | null };

const erc20 = [
  'function symbol() view returns (string)',
  'function decimals() view returns (uint8)',
  'function balanceOf(address) view returns (uint256)',
];
/** A uint256 has 78 digits; beyond this an amount has none before its point. */
const mostDecimals = 77;

/** Opens a token for reading. */
export function openToken(provider: JsonRpcProvider, token: string): Contract {
  return new Contract(token, erc20, provider);
}

/**
 * A token that answers with nonsense, or not at all, is still described, without a name. Throws where it was not the
 * token but the node that gave no answer.
 */
export async function describeToken(token: Contract): Promise<TokenWords> {
  const ask = async (name: string): Promise<unknown> => {
    try {
      return await token.getFunction(name)();
    } catch (fault) {
      if (isError(fault, 'CALL_EXCEPTION') || isError(fault, 'BAD_DATA')) return undefined;
      throw fault;
    }
  };
  const symbol = await ask('symbol');
  const decimals = Number(await ask('decimals'));
  return {
    untrustedSymbol: plainTokenText(typeof symbol === 'string' ? symbol : ''),
    decimals: Number.isInteger(decimals) && decimals >= 0 && decimals <= mostDecimals ? decimals : null,
  };
}
