import type { DecimalString } from '../../domain/decimal.ts';

/**
 * What the gate looks at of an order that goes to a chain. Amounts are in the token's smallest units, as decimal
 * integers. `undefined` means that the desk could not find it out, and the check that needs it denies.
 */
export type ChainRisk = {
  /** Chain id that the node answers with, and the one that the transaction is signed for. */
  chainId: number | undefined;
  signedChainId: number | undefined;
  /** Contract that the transaction calls. */
  router: string | undefined;
  tokenIn: string | undefined;
  tokenOut: string | undefined;
  /** What goes in by the transaction. */
  amountIn: DecimalString | undefined;
  /** Least that the transaction accepts out. */
  minimumOut: DecimalString | undefined;
  /** What another source than the router says would come out. */
  independentOut: DecimalString | undefined;
  /** What simulating the swap gives out; null when it reverts. */
  simulatedOut: DecimalString | null | undefined;
  /** What simulating to swap that back at once gives of what went in; null when it reverts. */
  simulatedBack: DecimalString | null | undefined;
  /** After this the contract refuses the transaction (epoch ms). */
  deadline: number | undefined;
  /** What the router may take after the approval that goes with the transaction. */
  allowance: DecimalString | undefined;
  /** Nonce of the transaction, and the account's next one by the chain, pending ones included. */
  nonce: number | undefined;
  nextNonce: number | undefined;
  /** Most that the transaction may cost in fees, in the account's quote currency. */
  maxGasCostQuote: DecimalString | undefined;
};
