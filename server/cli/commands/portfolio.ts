import type { InstrumentId } from '../../../domain/ids.ts';
import type { PortfolioView, StateView } from '../../../domain/views.ts';
import { type Cli, print } from '../Cli.ts';
import { connect } from '../connect.ts';
import { amount, dateTime, placesOf, signed } from '../format/amounts.ts';
import { table } from '../format/table.ts';

/** Shows equity, cash, positions and profit after fees. */
export async function portfolio(cli: Cli): Promise<number> {
  const desk = connect(cli.environment.home, 'operator');
  const [state, view] = await Promise.all([desk.state(), desk.get<PortfolioView>('/api/portfolio')]);
  print(cli, view, () => [
    state.modeNotice,
    `equity ${amount(view.equity, 2)} ${view.currency} · today ${signed(view.dayProfit, 2)} (${signed(view.dayProfitPercent)}%) · drawdown ${amount(view.drawdownPercent)}%`,
    `cash ${amount(view.cash, 2)} ${view.currency}, of it ${amount(view.cashLocked, 2)} held by open orders`,
    `realised ${signed(view.realised, 2)} · unrealised ${signed(view.unrealised, 2)} · fees ${amount(view.fees, 2)}`,
    '',
    ...(view.positions.length === 0 ? ['No positions.'] : positions(view, state)),
    `as of ${dateTime(view.asOf)}`,
  ]);
  return 0;
}

function positions(view: PortfolioView, state: StateView): string[] {
  const ticks = new Map(state.instruments.map(({ id, priceTick }) => [id, placesOf(priceTick)]));
  const places = (instrument: InstrumentId) => ticks.get(instrument);
  return table(view.positions, [
    { title: 'POSITION', value: (position) => position.instrument },
    { title: 'QUANTITY', align: 'right', value: (position) => amount(position.quantity) },
    { title: 'AVERAGE', align: 'right', value: (row) => amount(row.averagePrice, places(row.instrument)) },
    {
      title: 'LAST',
      align: 'right',
      value: ({ instrument, lastPrice }) =>
        lastPrice === null ? '–' : amount(lastPrice, places(instrument)),
    },
    { title: `VALUE ${view.currency}`, align: 'right', value: (position) => amount(position.value, 2) },
    { title: 'OF EQUITY', align: 'right', value: (position) => `${position.percentOfEquity}%` },
    { title: 'UNREALISED', align: 'right', value: (position) => signed(position.unrealised, 2) },
    { title: 'REALISED', align: 'right', value: (position) => signed(position.realised, 2) },
    { title: 'STOP', align: 'right', value: ({ stop }) => (stop === null ? '–' : amount(stop)) },
    { title: 'PROTECTION', value: (position) => position.protection },
  ]);
}
