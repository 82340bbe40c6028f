import { type Amount, toText } from '../../engine/amount.ts';
import { VenueRejection } from '../../VenueRejection.ts';
import type { Endpoint } from '../Endpoint.ts';
import { tradeShape } from '../orderShapes.ts';
import { readSymbol } from '../readNewOrder.ts';
import { symbolNames } from '../readSymbols.ts';
import { announcedLimits } from './general.ts';

/** What an account has, pays and has traded. */
export const accountEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/api/v3/account',
    ws: 'account.status',
    weight: 20,
    security: 'signed',
    params: ['omitZeroBalances'],
    handle({ exchange }, { params, account }) {
      const omitZero = params.flag('omitZeroBalances') ?? false;
      const { maker, taker } = exchange.state.fees;
      const names = new Set<string>();
      for (const { rules } of exchange.state.books.values()) names.add(rules.base).add(rules.quote);
      for (const asset of exchange.state.ledger.assets(account).keys()) names.add(asset);
      const balances = [...names]
        .map((asset) => ({ asset, ...exchange.state.ledger.balance(account, asset) }))
        .filter(({ free, locked }) => !omitZero || free + locked > 0n)
        .map(({ asset, free, locked }) => ({ asset, free: toText(free), locked: toText(locked) }));
      return {
        makerCommission: basisPoints(maker),
        takerCommission: basisPoints(taker),
        buyerCommission: 0,
        sellerCommission: 0,
        commissionRates: rates(maker, taker),
        canTrade: true,
        canWithdraw: false,
        canDeposit: false,
        brokered: false,
        requireSelfTradePrevention: false,
        preventSor: true,
        updateTime: exchange.clock.now(),
        accountType: 'SPOT',
        balances,
        permissions: ['SPOT'],
        uid: 1,
      };
    },
  },
  {
    method: 'GET',
    path: '/api/v3/account/commission',
    ws: 'account.commission',
    weight: 20,
    security: 'signed',
    params: ['symbol'],
    handle({ exchange }, { params }) {
      const symbol = readSymbol(symbolNames(exchange), params);
      const { maker, taker } = exchange.state.fees;
      return {
        symbol,
        standardCommission: rates(maker, taker),
        specialCommission: rates(0n, 0n),
        taxCommission: rates(0n, 0n),
        discount: {
          enabledForAccount: false,
          enabledForSymbol: false,
          discountAsset: 'BNB',
          discount: toText(0n),
        },
      };
    },
  },
  {
    method: 'GET',
    path: '/api/v3/myTrades',
    ws: 'myTrades',
    weight: 20,
    security: 'signed',
    params: ['symbol', 'orderId', 'startTime', 'endTime', 'fromId', 'limit'],
    handle({ exchange }, { params, account }) {
      const symbol = readSymbol(symbolNames(exchange), params);
      const limit = params.integer('limit', { min: 1, max: 1_000 }) ?? 500;
      const orderId = params.integer('orderId');
      const fromId = params.integer('fromId');
      const start = params.integer('startTime');
      const end = params.integer('endTime');
      if (fromId !== undefined && (start !== undefined || end !== undefined)) {
        throw new VenueRejection(-1128, 'Combination of optional parameters invalid.');
      }
      const found = exchange.state.trades
        .filter(
          (trade) =>
            trade.account === account &&
            trade.symbol === symbol &&
            (orderId === undefined || trade.orderId === orderId) &&
            (fromId === undefined || trade.id >= fromId) &&
            (start === undefined || trade.at >= start) &&
            (end === undefined || trade.at <= end),
        )
        .sort((a, b) => a.id - b.id);
      const oldestFirst = fromId !== undefined || start !== undefined;
      return (oldestFirst ? found.slice(0, limit) : found.slice(-limit)).map(tradeShape);
    },
  },
  {
    method: 'GET',
    path: '/api/v3/rateLimit/order',
    ws: 'account.rateLimits.orders',
    weight: 40,
    security: 'signed',
    params: [],
    handle({ exchange, limiter }, { account }) {
      const used = limiter.used('', account, exchange.clock.now());
      return announcedLimits(limiter.limits)
        .filter(({ rateLimitType }) => rateLimitType === 'ORDERS')
        .map((limit) => ({ ...limit, count: limit.interval === 'DAY' ? used.day : used.tenSeconds }));
    },
  },
];

function rates(maker: Amount, taker: Amount) {
  return { maker: toText(maker), taker: toText(taker), buyer: toText(0n), seller: toText(0n) };
}

function basisPoints(rate: Amount): number {
  return Number(rate / 10_000n);
}
