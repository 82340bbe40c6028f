import { toText } from '../../engine/amount.ts';
import type { Endpoint } from '../Endpoint.ts';
import { readSymbols } from '../readSymbols.ts';

/** What clients ask of the exchange's other APIs when they load markets: spot alone exists here. */
export const walletEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/sapi/v1/system/status',
    weight: 1,
    security: 'none',
    params: [],
    handle: () => ({ status: 0, msg: 'normal' }),
  },
  {
    method: 'GET',
    path: '/sapi/v1/capital/config/getall',
    weight: 10,
    security: 'signed',
    params: [],
    handle({ exchange }, { account }) {
      const names = new Set<string>();
      for (const { rules } of exchange.state.books.values()) names.add(rules.base).add(rules.quote);
      return [...names].map((coin) => {
        const { free, locked } = exchange.state.ledger.balance(account, coin);
        return {
          coin,
          name: coin,
          free: toText(free),
          locked: toText(locked),
          freeze: '0',
          withdrawing: '0',
          ipoing: '0',
          ipoable: '0',
          storage: '0',
          isLegalMoney: false,
          trading: true,
          depositAllEnable: false,
          withdrawAllEnable: false,
          networkList: [],
        };
      });
    },
  },
  {
    method: 'GET',
    path: '/sapi/v1/account/apiRestrictions',
    weight: 1,
    security: 'signed',
    params: [],
    handle: ({ exchange }) => ({
      ipRestrict: false,
      createTime: exchange.clock.now(),
      enableReading: true,
      enableSpotAndMarginTrading: true,
      enableWithdrawals: false,
      enableInternalTransfer: false,
      permitsUniversalTransfer: false,
      enableMargin: false,
      enableFutures: false,
      enableVanillaOptions: false,
    }),
  },
  {
    method: 'GET',
    path: '/sapi/v1/asset/tradeFee',
    weight: 1,
    security: 'signed',
    params: ['symbol'],
    handle({ exchange }, { params }) {
      const { maker, taker } = exchange.state.fees;
      return readSymbols(exchange, params).map((symbol) => ({
        symbol,
        makerCommission: toText(maker),
        takerCommission: toText(taker),
      }));
    },
  },
  ...['/sapi/v1/margin/allPairs', '/sapi/v1/margin/isolated/allPairs'].map(
    (path): Endpoint => ({ method: 'GET', path, weight: 1, security: 'key', params: [], handle: () => [] }),
  ),
  ...['/fapi/v1/exchangeInfo', '/dapi/v1/exchangeInfo'].map(
    (path): Endpoint => ({
      method: 'GET',
      path,
      weight: 1,
      security: 'none',
      params: [],
      handle: ({ exchange }) => ({
        timezone: 'UTC',
        serverTime: exchange.clock.now(),
        rateLimits: [],
        exchangeFilters: [],
        assets: [],
        symbols: [],
      }),
    }),
  ),
];
