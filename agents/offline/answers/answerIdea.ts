import type { ChatToolOutput } from '../../../domain/chat.ts';
import { decimal } from '../../../domain/decimal.ts';
import type { InstrumentId } from '../../../domain/ids.ts';
import type { fetchBars } from '../../../tools/fetchBars.ts';
import type { fetchQuote } from '../../../tools/fetchQuote.ts';
import type { readPortfolio } from '../../../tools/readPortfolio.ts';
import type { runTrendModel } from '../../../tools/runTrendModel.ts';
import type { ResultOf } from '../../../tools/Tool.ts';
import { planOrder } from '../orders/planOrder.ts';
import { cite, grouped, money, signed } from '../phrases.ts';
import { ask, request, type Talk, type World } from '../Talk.ts';
import { putUp } from './answerOrder.ts';

/** Instruments that are looked at, and money that is put up, for one idea. */
const looked = 5;
const smallest = 500;
const largest = 2000;

type Setup = {
  instrument: InstrumentId;
  quote: ChatToolOutput<ResultOf<typeof fetchQuote>> & { ok: true };
  bars: ChatToolOutput<ResultOf<typeof fetchBars>> & { ok: true };
  odds: ChatToolOutput<ResultOf<typeof runTrendModel>>;
  score: number;
};

/** Reads every instrument and puts up the best setup of them, small, with a stop and a target twice as far. */
export function* answerIdea(world: World): Talk {
  const [portfolio] = yield* ask([request<typeof readPortfolio>('readPortfolio')]);
  if (!portfolio.ok) return `${portfolio.message} Nothing was proposed.`;
  const setups: Setup[] = [];
  for (const instrument of [...world.instruments.keys()].slice(0, looked)) {
    const [quote, bars, odds] = yield* ask([
      request<typeof fetchQuote>('fetchQuote', { instrument }),
      request<typeof fetchBars>('fetchBars', { instrument, timeframe: '1h', count: 24 }),
      request<typeof runTrendModel>('runTrendModel', { instrument, timeframe: '1h' }),
    ]);
    if (quote.ok && bars.ok && !quote.result.stale) {
      setups.push({ instrument, quote, bars, odds, score: scoreOf(bars.result, odds) });
    }
  }
  const best = setups.sort((a, b) => b.score - a.score)[0];
  const instrument = best && world.instruments.get(best.instrument);
  if (!best || !instrument)
    return 'No instrument has a fresh price and bars now, so I have no idea to put up. Nothing was proposed.';

  const { equity, cashFree } = portfolio.result;
  const wanted = Math.min(largest, Math.max(smallest, Number(equity) / 100));
  const notional = Math.min(wanted, Number(world.limits.maxOrderNotionalQuote) * 0.9, Number(cashFree) * 0.9);
  const { bid, ask: offered } = best.quote.result;
  const { atrPercent } = best.bars.result;
  const basis = {
    instrument,
    limits: world.limits,
    bid,
    ask: offered,
    atrPercent,
    equity,
    cashFree,
    held: '0',
  };
  const plan = planOrder(
    {
      instrument: best.instrument,
      side: 'buy',
      type: 'market',
      size: { unit: 'quote', amount: Math.floor(notional).toString() },
    },
    basis,
  );
  if (plan.kind === 'refused') return plan.message;
  const target = decimal(offered).times(
    decimal((plan.chosenStop ?? decimal('2')).toString())
      .div(50)
      .plus(1),
  );
  const reading = readingOf(best);
  const thesis = `Best of ${setups.length} setups by rule. ${reading.plain} Stop ${plan.chosenStop}% below (twice the hourly ATR of ${atrPercent}%, within the limits), target twice as far. A weak edge at best; rules, no advice.`;
  const targetPrice = target
    .toDecimalPlaces(decimal(instrument.priceTick).decimalPlaces())
    .toFixed(decimal(instrument.priceTick).decimalPlaces());
  const say = `I looked at ${setups.map((setup) => setup.instrument).join(', ')}. By my rules **${best.instrument}** has the best setup: ${reading.cited} I put up ${money(Math.floor(notional).toString(), world.currency)} at the market (ask ${grouped(offered)}${cite(best.quote)}), stop ${grouped(plan.request.stop ?? '')}, target ${grouped(targetPrice)}. It is a small order to look at, not advice.`;
  return yield* putUp({ ...plan.request, target: targetPrice, thesis }, say);
}

/** Model odds count most, then the averages, then whether the last day ran too far. */
function scoreOf(
  bars: ResultOf<typeof fetchBars>,
  odds: ChatToolOutput<ResultOf<typeof runTrendModel>>,
): number {
  const edge = odds.ok ? Number(odds.result.up) - Number(odds.result.down) : 0;
  const averages = { up: 0.1, sideways: 0, down: -0.1 }[bars.trend];
  const stretched = bars.rsi14 === null ? 0 : (50 - Number(bars.rsi14)) / 500;
  return edge + averages + stretched;
}

function readingOf({ bars, odds }: Setup): { plain: string; cited: string } {
  const { changePercent, trend, rsi14 } = bars.result;
  const share = (value: string) => `${(Number(value) * 100).toFixed(1)}%`;
  const model = odds.ok
    ? `the trend model says up ${share(odds.result.up)}, flat ${share(odds.result.flat)}, down ${share(odds.result.down)} in ${odds.result.horizonHours} h`
    : 'the trend model has no forecast';
  const day = `24 h ${signed(changePercent)}, averages ${trend}${rsi14 === null ? '' : `, RSI ${rsi14}`}`;
  return {
    plain: `${model[0]?.toUpperCase()}${model.slice(1)}; ${day}.`,
    cited: `${model}${cite(odds)}; ${day}${cite(bars)}.`,
  };
}
