import { instrumentId } from '../../domain/ids.ts';
import type { RiskInput } from '../../machines/risk/RiskInput.ts';
import { sumsOf } from '../../machines/risk/sums/accountSums.ts';
import type { OrderRow } from '../../machines/risk/sums/OrderRow.ts';
import { testAccount, testOrderId, testTrade } from '../../machines/risk/testAccount.ts';
import { testAgent, testApproval, testAuthority, testInput, testNow } from '../../machines/risk/testInput.ts';

const instruments = ['BTC/USDT', 'ETH/USDT', 'SOL/USDT'].map((id) => instrumentId.parse(id));
const [btc, eth, sol] = instruments;

/**
 * Orders that the gate lets through, each with its own price, size, stop, quote and book of 50 levels: an operator's,
 * a strategy's and an agent's, at all three looks, on an account with three holdings, 40 closed trades and so many
 * open orders.
 */
export function gateInputs(openOrders: number): RiskInput[] {
  const account = busyAccount(openOrders);
  const limits = { maxOpenOrders: openOrders + 20, instruments: [...instruments] };
  return Array.from({ length: 600 }, (_, index) => {
    const mid = 50_000 + (index % 97) * 1.5;
    const phase = (['propose', 'decide', 'send'] as const)[index % 3] ?? 'propose';
    const common = {
      phase,
      limits,
      account: undefined,
      terms: {
        quantity: (0.008 + (index % 41) * 0.00001).toFixed(5),
        priceCap: (mid + 2.5).toFixed(2),
        stop: (mid * 0.98).toFixed(2),
        target: (mid * 1.05).toFixed(2),
      },
      shownPrice: phase === 'propose' ? null : mid.toFixed(2),
      ...market(mid),
    };
    const byKind = [
      testInput(common),
      testInput({ ...common, origin: 'strategy', by: { id: 'trend', role: 'strategy', channel: 'desk' } }),
      testAgent(common),
    ][Math.floor(index / 3) % 3];
    const authority = phase === 'propose' ? null : testAuthority({ decisions: [testApproval()] });
    return { ...(byKind ?? testInput(common)), account, authority };
  });
}

/** An open buy far below the market, or one in five an exit far above it. */
gateInputs.row = (index: number): OrderRow => {
  const side = index % 5 === 0 ? 'sell' : 'buy';
  const price = (side === 'buy' ? 100 : 90_000) + (index % 173) * 0.25;
  return {
    id: testOrderId(index),
    instrument: instruments[index % 3] ?? instrumentId.parse('BTC/USDT'),
    venue: 'simulated',
    proposer: ['operator', 'agent:trader', 'trend'][index % 3] ?? null,
    proposal: null,
    role: side === 'buy' ? 'entry' : 'exit',
    status: index % 50 === 0 ? 'unknown' : 'accepted',
    side,
    createdAt: testNow - 7_200_000 + index * 1_000,
    quantity: (0.001 + (index % 29) * 0.0001).toFixed(4),
    filled: '0',
    price: price.toFixed(2),
    restingPrice: price.toFixed(2),
  };
};

function busyAccount(openOrders: number): RiskInput['account'] {
  const holding = (instrument: (typeof instruments)[number] | undefined, quantity: string, price: string) =>
    instrument === undefined ? [] : [{ instrument, quantity, free: quantity, price }];
  return {
    ...testAccount({
      holdings: [
        ...holding(btc, '0.05', '50010'),
        ...holding(eth, '1.5', '3001.25'),
        ...holding(sol, '10', '151.37'),
      ],
      fills: [
        {
          instrument: btc ?? instrumentId.parse('BTC/USDT'),
          side: 'buy',
          quantity: '0.05',
          proposer: 'operator',
        },
        {
          instrument: eth ?? instrumentId.parse('ETH/USDT'),
          side: 'buy',
          quantity: '1.5',
          proposer: 'agent:trader',
        },
      ],
      trades: Array.from({ length: 40 }, (_, index) =>
        testTrade(index, testNow - 80_000_000 + index * 1_000_000, {
          profit: index % 3 === 0 ? '-4.25' : '6.5',
          stopOut: false,
          instrument: instruments[index % 3] ?? instrumentId.parse('BTC/USDT'),
        }),
      ),
    }),
    orders: sumsOf(Array.from({ length: openOrders }, (_, index) => gateInputs.row(index))),
  };
}

function market(mid: number): Pick<RiskInput, 'quote' | 'book' | 'bar'> {
  const { quote, book, bar } = testInput();
  const level = (distance: number): [string, string] => [
    (mid + distance).toFixed(2),
    (1 + Math.abs(distance) / 10).toFixed(4),
  ];
  const levels = Array.from({ length: 50 }, (_, index) => 1 + index * 2.5);
  return {
    quote: quote && {
      ...quote,
      bid: (mid - 1).toFixed(2),
      ask: (mid + 1).toFixed(2),
      last: (mid + 0.5).toFixed(2),
    },
    book: book && { ...book, bids: levels.map((distance) => level(-distance)), asks: levels.map(level) },
    bar: bar && { ...bar, close: (mid - 0.75).toFixed(2) },
  };
}
