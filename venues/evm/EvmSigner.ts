/** Everything that is signed of a transaction of type 2. */
export type UnsignedTransaction = {
  chainId: number;
  nonce: number;
  to: string;
  data: string;
  gasLimit: string;
  /** Wei per gas as decimal strings. */
  maxFeePerGas: string;
  maxPriorityFeePerGas: string;
};

export type SignedBytes = { hash: string; raw: string };

/**
 * Signs for one address. Whoever holds this holds no key: it has no property with one, and nothing that it throws
 * repeats one.
 */
export interface EvmSigner {
  readonly address: string;
  sign(transaction: UnsignedTransaction): Promise<SignedBytes>;
}
