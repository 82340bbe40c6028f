import { toText } from '../../engine/amount.ts';
import { orderTypes, selfTradeModes } from '../../engine/EngineOrder.ts';
import { maxPrice, type SymbolRules } from '../../engine/SymbolRules.ts';
import { VenueRejection } from '../../VenueRejection.ts';
import type { Endpoint } from '../Endpoint.ts';
import type { RateLimits } from '../RateLimiter.ts';
import { readSymbols } from '../readSymbols.ts';

/** Is it there, what time is it, what can be traded and under which rules. */
export const generalEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/api/v3/ping',
    ws: 'ping',
    weight: 1,
    security: 'none',
    params: [],
    handle: () => ({}),
  },
  {
    method: 'GET',
    path: '/api/v3/time',
    ws: 'time',
    weight: 1,
    security: 'none',
    params: [],
    handle: ({ exchange }) => ({ serverTime: exchange.clock.now() }),
  },
  {
    method: 'GET',
    path: '/api/v3/exchangeInfo',
    ws: 'exchangeInfo',
    weight: 20,
    security: 'none',
    params: ['symbol', 'symbols', 'permissions', 'showPermissionSets', 'symbolStatus'],
    handle({ exchange, limiter }, { params }) {
      const status = params.optional('symbolStatus');
      const permissions = params.optional('permissions');
      if (permissions !== undefined && !permissions.includes('SPOT')) {
        throw new VenueRejection(-1130, "Data sent for parameter 'permissions' is not valid.");
      }
      const chosen = readSymbols(exchange, params);
      return {
        timezone: 'UTC',
        serverTime: exchange.clock.now(),
        rateLimits: announcedLimits(limiter.limits),
        exchangeFilters: [],
        symbols:
          status === undefined || status === 'TRADING'
            ? chosen.map((symbol) => symbolInfo(exchange.state.book(symbol).rules))
            : [],
      };
    },
  },
];

/** The limits as exchangeInfo and the WebSocket API name them. */
export function announcedLimits(limits: RateLimits) {
  return [
    { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: limits.weightPerMinute },
    { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: limits.ordersPerTenSeconds },
    { rateLimitType: 'ORDERS', interval: 'DAY', intervalNum: 1, limit: limits.ordersPerDay },
  ];
}

function symbolInfo(rules: SymbolRules) {
  return {
    symbol: rules.symbol,
    status: rules.tradable ? 'TRADING' : 'BREAK',
    baseAsset: rules.base,
    baseAssetPrecision: 8,
    quoteAsset: rules.quote,
    quotePrecision: 8,
    quoteAssetPrecision: 8,
    baseCommissionPrecision: 8,
    quoteCommissionPrecision: 8,
    orderTypes,
    icebergAllowed: false,
    ocoAllowed: true,
    otoAllowed: false,
    quoteOrderQtyMarketAllowed: true,
    allowTrailingStop: false,
    cancelReplaceAllowed: true,
    amendAllowed: true,
    isSpotTradingAllowed: true,
    isMarginTradingAllowed: false,
    filters: filters(rules),
    permissions: [],
    permissionSets: [['SPOT']],
    defaultSelfTradePreventionMode: 'EXPIRE_TAKER',
    allowedSelfTradePreventionModes: selfTradeModes,
  };
}

function filters(rules: SymbolRules) {
  const up = toText(rules.percentUp);
  const down = toText(rules.percentDown);
  return [
    {
      filterType: 'PRICE_FILTER',
      minPrice: toText(rules.tick),
      maxPrice: toText(maxPrice),
      tickSize: toText(rules.tick),
    },
    {
      filterType: 'LOT_SIZE',
      minQty: toText(rules.minQuantity),
      maxQty: toText(rules.maxQuantity),
      stepSize: toText(rules.step),
    },
    {
      filterType: 'PERCENT_PRICE_BY_SIDE',
      bidMultiplierUp: up,
      bidMultiplierDown: down,
      askMultiplierUp: up,
      askMultiplierDown: down,
      // Zero: compared with the last price.
      avgPriceMins: 0,
    },
    {
      filterType: 'NOTIONAL',
      minNotional: toText(rules.minNotional),
      applyMinToMarket: true,
      maxNotional: toText(rules.maxNotional),
      applyMaxToMarket: false,
      avgPriceMins: 0,
    },
    {
      filterType: 'MARKET_LOT_SIZE',
      minQty: toText(0n),
      maxQty: toText(rules.maxQuantity),
      stepSize: toText(0n),
    },
    { filterType: 'MAX_NUM_ORDERS', maxNumOrders: rules.maxOrders },
    { filterType: 'MAX_NUM_ALGO_ORDERS', maxNumAlgoOrders: rules.maxConditionalOrders },
    { filterType: 'MAX_NUM_ORDER_LISTS', maxNumOrderLists: rules.maxLists },
    { filterType: 'MAX_NUM_ORDER_AMENDS', maxNumOrderAmends: rules.maxAmendments },
  ];
}
