import { expect, test } from 'vitest';
import type { RawPosition } from './binance/answers.ts';
import { createBalanceReader } from './createBalanceReader.ts';
import type { VenueContext } from './VenueContext.ts';

type Row = [asset: string, free: string, locked?: string];

/** A reader whose exchange answers with `rows`; `arriving` happens while the answer is on its way. */
function open() {
  const account = { rows: [['USDT', '1000']] as Row[], updateTime: 100, arriving: (): unknown => undefined };
  const privateGetAccount = async () => {
    const { rows, updateTime } = account;
    await account.arriving();
    return { balances: rows.map(([asset, free, locked = '0']) => ({ asset, free, locked })), updateTime };
  };
  const clock = { at: 0, now: () => clock.at };
  const venue = { label: 'the exchange', exchange: { privateGetAccount }, clock };
  return { account, clock, reader: createBalanceReader(venue as unknown as VenueContext) };
}

const position = (u: number, ...rows: Row[]): RawPosition => ({
  ...{ e: 'outboundAccountPosition', u },
  B: rows.map(([a, f, l = '0']) => ({ a, f, l })),
});

const brief = (balances: Iterable<[string, { free: string; locked: string }]> | undefined) =>
  balances &&
  Object.fromEntries([...balances].map(([asset, { free, locked }]) => [asset, `${free}+${locked}`]));

test('default: what is held, with what the stream said since', async () => {
  const { account, reader } = open();
  account.rows.push(['DOGE', '0']);
  expect(brief(await reader.fetch())).toEqual({ USDT: '1000+0' });
  expect(brief(reader.change(position(101, ['USDT', '400'], ['BTC', '0.01'])))).toEqual({
    ...{ USDT: '400+0', BTC: '0.01+0' },
  });
  expect(brief(reader.change(position(102, ['BTC', '0', '0.01'])))).toEqual({ USDT: '400+0', BTC: '0+0.01' });
  expect(brief(reader.change(position(103, ['USDT', '1000'], ['BTC', '0'])))).toEqual({ USDT: '1000+0' });
});

test('behavior: a change goes upon what was read last, whoever asked for it', async () => {
  const { account, reader } = open();
  await reader.fetch();
  Object.assign(account, {
    rows: [
      ['USDT', '400'],
      ['BTC', '0.01'],
    ],
    updateTime: 110,
  });
  await reader.fetch();
  expect(brief(reader.change(position(111, ['BTC', '0', '0.01'])))).toEqual({ USDT: '400+0', BTC: '0+0.01' });
});

test('behavior: a change that comes late does not undo a later one, nor what was read after it', async () => {
  const { account, reader } = open();
  await reader.fetch();
  const later = { USDT: '400+0', BTC: '0+0.01' };
  reader.change(position(111, ['USDT', '400'], ['BTC', '0', '0.01']));
  expect(brief(reader.change(position(110, ['USDT', '900'], ['BTC', '0.001'])))).toEqual(later);
  Object.assign(account, {
    rows: [
      ['USDT', '400'],
      ['BTC', '0', '0.01'],
    ],
    updateTime: 120,
  });
  await reader.fetch();
  expect(brief(reader.change(position(119, ['ETH', '1'], ['USDT', '300'])))).toEqual(later);
});

test('behavior: an answer that was on its way meanwhile does not undo a change', async () => {
  const { account, reader } = open();
  account.arriving = () => void reader.change(position(101, ['USDT', '400'], ['BTC', '0.01']));
  expect(brief(await reader.fetch())).toEqual({ USDT: '400+0', BTC: '0.01+0' });
});

test('behavior: after a balance that moved alone nothing is told until the account was read', async () => {
  const { account, reader } = open();
  await reader.fetch();
  expect(reader.change(position(111, ['BTC', '0', '0.01']))).toBeUndefined();
  expect(reader.change(position(112, ['BTC', '0.005'], ['USDT', '1300']))).toBeUndefined();
  Object.assign(account, {
    rows: [
      ['USDT', '700'],
      ['BTC', '0.005'],
    ],
    updateTime: 112,
  });
  expect(brief(await reader.fetch())).toEqual({ USDT: '700+0', BTC: '0.005+0' });
  expect(reader.change(position(113, ['BTC', '0', '0.005']))).toBeDefined();
});

test('behavior: an exchange that dates no reading is believed', async () => {
  const { account, reader } = open();
  Object.assign(account, { updateTime: undefined });
  await reader.fetch();
  expect(brief(reader.change(position(1, ['USDT', '400'], ['BTC', '0.01'])))).toMatchObject({
    BTC: '0.01+0',
  });
});

test('behavior: an answer that overtook a change it knows of is whole, and not put together of two times', async () => {
  const { account, reader } = open();
  Object.assign(account, {
    rows: [
      ['USDT', '100'],
      ['BTC', '0.01'],
      ['ETH', '0.1'],
    ],
    updateTime: 110,
    // The first of two purchases is told while the answer, which has both, is on its way.
    arriving: () => void reader.change(position(105, ['USDT', '400'], ['BTC', '0.01'])),
  });
  expect(brief(await reader.fetch())).toEqual({ USDT: '100+0', BTC: '0.01+0', ETH: '0.1+0' });
  expect(brief(reader.change(position(110, ['USDT', '100'], ['ETH', '0.1'])))).toEqual({
    ...{ USDT: '100+0', BTC: '0.01+0', ETH: '0.1+0' },
  });
});

test('behavior: of two answers that arrive in the wrong order the newer one stands', async () => {
  const { account, reader } = open();
  let newer: Promise<unknown> = Promise.resolve();
  account.arriving = () => {
    account.arriving = () => {};
    Object.assign(account, { rows: [['BTC', '0.02']], updateTime: 110 });
    newer = reader.fetch();
    return newer;
  };
  expect(brief(await reader.fetch())).toEqual({ BTC: '0.02+0' });
  await newer;
  expect(brief(reader.change(position(111, ['BTC', '0', '0.02'])))).toEqual({ BTC: '0+0.02' });
});

test('behavior: an answer of a server that lags behind the stream does not undo what that told', async () => {
  const { account, clock, reader } = open();
  reader.change(position(111, ['USDT', '400'], ['BTC', '0.01']));
  clock.at = 2_999;
  expect(brief(await reader.fetch())).toEqual({ USDT: '400+0', BTC: '0.01+0' });
  // By then it would not lag any more: its word stands, whatever its clock says.
  clock.at = 3_000;
  expect(brief(await reader.fetch())).toEqual({ USDT: '1000+0' });
  reader.change(position(112, ['USDT', '400'], ['BTC', '0.01']));
  Object.assign(account, { updateTime: 113 });
  expect(brief(await reader.fetch())).toEqual({ USDT: '1000+0' });
});
