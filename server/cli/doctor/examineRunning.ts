import type { Quote } from '../../../domain/market.ts';
import { quoteAge } from '../../../domain/quoteAge.ts';
import type { SourcesView } from '../../../domain/SourceView.ts';
import type { RiskView, StateView } from '../../../domain/views.ts';
import { CliError } from '../CliError.ts';
import type { Connection } from '../connect.ts';
import { amount } from '../format/amounts.ts';
import { examineSources } from './examineSources.ts';
import { blocked, type Finding, ok, warning } from './Finding.ts';

/** What the running desk says of itself. */
export async function examineRunning(desk: Connection): Promise<Finding[]> {
  const state = await desk.state();
  return [
    database(state),
    clock(state),
    await market(desk, state),
    state.reconciled
      ? ok('books', 'orders, fills and balances agree with the venue')
      : warning('books', 'still being compared with the venue; nothing new goes out', 'countersign doctor'),
    model(state),
    ...(await risk(desk)),
    examineSources(await desk.get<SourcesView>('/api/sources')),
    ok('exchange keys', `none: live trading is ${state.liveTrading}`),
  ];
}

function database({ database: { label, durable }, documents, mode }: StateView): Finding {
  return ok('database', `${label}${durable ? '' : `, fit for ${mode}`} · documents: ${documents.label}`);
}

function clock({ clockOffsetMs }: StateView): Finding {
  const off = Math.abs(clockOffsetMs);
  const found = `the venue’s clock is ${(off / 1000).toFixed(2)} s ${clockOffsetMs < 0 ? 'behind' : 'ahead of'} this one`;
  if (off <= 1000) return ok('clock offset', found);
  const mend = 'sudo timedatectl set-ntp true';
  return off <= 5000 ? warning('clock offset', found, mend) : blocked('clock offset', found, mend);
}

async function market(desk: Connection, state: StateView): Promise<Finding> {
  const [first] = state.instruments;
  if (!first) return blocked('market', 'there is nothing to trade', 'countersign start');
  try {
    const quote = await desk.get<Quote>(`/api/quote?instrument=${encodeURIComponent(first.id)}`);
    const age = Math.max(0, Date.now() - quote.exchangeTime);
    const found = `${state.market.label}, ${state.market.feed.state}; ${first.id} is ${(age / 1000).toFixed(1)} s old`;
    if (age <= quoteAge.freshMs) return ok('market', found);
    const mend = 'countersign start';
    return age <= quoteAge.staleMs
      ? warning('market', found, mend)
      : blocked('market', `${found}; approvals paused`, mend);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return blocked('market', `${state.market.label}; ${error.message}`, 'countersign start');
  }
}

function model({ analyst }: StateView): Finding {
  return ok(
    'model',
    analyst.ruleBased
      ? `${analyst.label}: answers by rules; OPENAI_API_KEY and OPENAI_MODEL connect a language model`
      : analyst.label,
  );
}

async function risk(desk: Connection): Promise<Finding[]> {
  const view = await desk.get<RiskView>('/api/risk');
  const { limits, kill } = view;
  return [
    ok(
      'risk limits',
      `orders up to ${amount(limits.maxOrderNotionalQuote)}, ${limits.maxRiskAtStopPercentOfEquity}% of equity at risk, ${limits.maxDailyLossPercentOfEquity}% a day · ${view.limitsHash.slice(0, 8)}`,
    ),
    view.tradingState === 'active' || kill.state !== 'armed'
      ? ok('trading', view.tradingState)
      : warning('trading', `${view.tradingState}: ${view.reasons.join(' ')}`, 'countersign portfolio'),
    kill.state === 'armed'
      ? ok('kill switch', 'armed, not set')
      : warning(
          'kill switch',
          `${kill.state} (${kill.level ?? '?'}): ${kill.reason ?? 'no reason given'}`,
          'countersign rearm --reason "…"',
        ),
  ];
}
