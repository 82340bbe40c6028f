import type { Endpoint } from '../Endpoint.ts';
import { accountEndpoints } from './account.ts';
import { generalEndpoints } from './general.ts';
import { marketDataEndpoints } from './marketData.ts';
import { orderListEndpoints } from './orderLists.ts';
import { tradingEndpoints } from './trading.ts';
import { userStreamEndpoints } from './userStream.ts';
import { walletEndpoints } from './wallet.ts';

/** The whole API. */
export const endpoints: readonly Endpoint[] = [
  ...generalEndpoints,
  ...marketDataEndpoints,
  ...tradingEndpoints,
  ...orderListEndpoints,
  ...accountEndpoints,
  ...userStreamEndpoints,
  ...walletEndpoints,
];
