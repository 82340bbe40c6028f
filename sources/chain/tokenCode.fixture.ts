import { hexlify, id, toUtf8Bytes, zeroPadBytes } from 'ethers';

/**
 * Runtime code of a token that says its symbol and decimals, holds 12345 smallest units for everybody, and emits the
 * transfer that it is sent as three words.
 */
export function tokenCode(symbol: string, decimals: number): string {
  const bytes = toUtf8Bytes(symbol);
  const word = zeroPadBytes(hexlify(bytes), 32).slice(2);
  const byte = (value: number) => value.toString(16).padStart(2, '0');
  const select = (selector: string, target: number) => `8063${selector}1460${byte(target)}57`;
  const answer = (value: string) => `5b${value}60005260206000f3`;
  const emit = `604035600052602035600035${`7f${id('Transfer(address,address,uint256)').slice(2)}`}60206000a300`;
  const head = 6;
  const selectBytes = 10;
  const symbolAt = head + selectBytes * 3 + emit.length / 2;
  const symbolCode = `5b602060005260${byte(bytes.length)}6020527f${word}60405260606000f3`;
  const decimalsAt = symbolAt + symbolCode.length / 2;
  const decimalsCode = answer(`60${byte(decimals)}`);
  const balanceAt = decimalsAt + decimalsCode.length / 2;
  const balanceCode = answer('613039');
  const selects = [
    select('95d89b41', symbolAt),
    select('313ce567', decimalsAt),
    select('70a08231', balanceAt),
  ].join('');
  return `0x60003560e01c${selects}${emit}${symbolCode}${decimalsCode}${balanceCode}`;
}
