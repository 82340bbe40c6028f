import { expect, test } from 'vitest';
import { instrumentId } from '../domain/ids.ts';
import { openBarSource } from './openBarSource.ts';

const config = { venue: { seed: 7 }, data: { exchange: 'binance', origin: null } };
const bitcoin = instrumentId.parse('BTC/USDT');

test('default: the generated market tells its past without the internet, and says that it is simulated', async () => {
  await using source = await openBarSource(config, 'simulated');
  expect(source).toMatchObject({ id: 'simulated-7', label: 'Simulated venue', simulated: true });
  await source.connect();
  const from = Date.UTC(2026, 0, 1);
  const page = await source.fetchPage(bitcoin, '5m', from);
  expect(page).toHaveLength(source.pageSize);
  expect(page.slice(0, 2).map(({ ts }) => ts)).toEqual([from, from + 300_000]);
  expect(await source.fetchPage(bitcoin, '5m', from)).toEqual(page);
});

test('behavior: any other name is an exchange of ccxt', async () => {
  await using source = await openBarSource(config, 'kraken');
  expect(source).toMatchObject({ id: 'kraken', label: 'Kraken', simulated: false });
  await expect(openBarSource(config, 'simulation')).rejects.toMatchObject({ code: 'venue.unknownExchange' });
});
