import { expect, test } from 'vitest';
import { orderId } from '../../domain/ids.ts';
import { btc, eth } from '../../test/fixtures/FakeVenue.ts';
import { memoryKillFile } from '../../test/fixtures/memoryKillFile.ts';
import { until } from '../../test/fixtures/openTestDesk.ts';
import { type OpenedKill, openVenueKill } from '../../test/fixtures/openVenueKill.ts';
import { testIntent } from '../../test/fixtures/orderFixtures.ts';
import { clientOrderIdOf } from '../orders/clientOrderId.ts';

const facts = ({ parts }: OpenedKill) =>
  parts.killFile.entries().map(({ type, data }) => String(data.step ?? type));
const held = async ({ venue }: OpenedKill, asset: string) => (await venue.fetchBalances()).get(asset)?.free;
const ownId = (letter: string) => clientOrderIdOf(orderId.parse(`ORD-${letter.repeat(16)}`));
const resting = (clientOrderId: string) => testIntent({ clientOrderId, quantity: '0.01', price: '40000' });

test('default', async () => {
  await using opened = openVenueKill();
  opened.venue.deposit('BTC', '0.5');
  opened.venue.rest(resting('somebody'));
  opened.kill('flatten');
  expect(await opened.confirmed()).toEqual([
    'order somebody of another client (buy 0.01 BTC/USDT) is cancelled.',
    'BTC/USDT: sold all 0.5 BTC.',
    'Fake venue confirms: no entry orders and no position that can be sold.',
  ]);
  expect(facts(opened)).toEqual([
    ...['emergency.requested', 'emergency.reported', 'cancelled'],
    ...['emergency.intended', 'emergency.answered', 'flattened', 'confirmed'],
  ]);
});

test('behavior: pause asks nothing of the venue, and a raise goes on from there', async () => {
  await using opened = openVenueKill();
  opened.venue.unreachable = true;
  opened.venue.rest(resting('somebody'));
  opened.kill('pause');
  expect(await opened.confirmed()).toEqual(['Fake venue confirms: no entries leave.']);
  opened.venue.unreachable = false;
  opened.kill('cancel');
  await opened.confirmed();
  expect(opened.venue.openReports()).toEqual([]);
  opened.kill('pause');
  expect(opened.killing.progress?.request.level).toBe('cancel');
});

test('behavior: a level that is raised midway is reached, with one try at a time', async () => {
  await using opened = openVenueKill();
  const { venue } = opened;
  venue.deposit('BTC', '0.5');
  let asking = 0;
  let most = 0;
  const fetchOpenOrders = venue.fetchOpenOrders.bind(venue);
  venue.fetchOpenOrders = async () => {
    asking += 1;
    most = Math.max(most, asking);
    await new Promise((resolve) => setTimeout(resolve, 5));
    asking -= 1;
    return fetchOpenOrders();
  };
  opened.kill('cancel');
  opened.kill('flatten');
  opened.kill('flatten', { again: true });
  await opened.confirmed();
  expect([await held(opened, 'BTC'), venue.sent.length, most]).toEqual(['0', 1, 1]);
});

test('behavior: what finds no buyer is sold again until the venue confirms', async () => {
  await using opened = openVenueKill();
  const { venue } = opened;
  venue.deposit('BTC', '0.5');
  const nothing = { status: 'expired', filled: '0' } as const;
  const report = { ...nothing, ...{ instrument: btc, clientOrderId: '', venueOrderId: 'V', at: 1 } };
  const order = { side: 'sell', type: 'limit', quantity: '0.5', price: '1', triggerPrice: null } as const;
  for (let time = 0; time < 3; time += 1)
    venue.script.push({ outcome: { kind: 'accepted', report: { ...report, ...order } } });
  opened.kill('flatten');
  const lines = await opened.confirmed();
  expect(lines).toContain('BTC/USDT: sold 0; 0.5 BTC found no buyer within the slippage limit.');
  expect(lines).toContain('BTC/USDT: sold all 0.5 BTC.');
  expect(venue.sent.map(({ quantity }) => quantity)).toEqual(['0.5', '0.5', '0.5', '0.5']);
  expect(new Set(venue.sent.map(({ clientOrderId }) => clientOrderId)).size).toBe(4);
});

test.each(['takenInSilence', 'lostInSilence'] as const)(
  'behavior: a sale whose answer was %s is asked for, and what is left decides what is sold next',
  async (kind) => {
    await using opened = openVenueKill();
    opened.venue.deposit('BTC', '0.5');
    opened.venue.script.push({ outcome: { kind } });
    opened.kill('flatten');
    await opened.confirmed();
    expect(await held(opened, 'BTC')).toBe('0');
    const sold = opened.venue.fills.reduce((sum, { quantity }) => sum + Number(quantity), 0);
    expect([sold, opened.venue.sent.length]).toEqual([0.5, kind === 'takenInSilence' ? 1 : 2]);
  },
);

test('behavior: an instrument or an order that fails holds up no other', async () => {
  await using opened = openVenueKill();
  const { venue } = opened;
  venue.deposit('BTC', '0.5');
  venue.deposit('ETH', '2');
  venue.rest(resting('stuck'));
  venue.rest(resting('free'));
  let broken = true;
  const [fetchQuote, cancelOrder] = [venue.fetchQuote.bind(venue), venue.cancelOrder.bind(venue)];
  venue.fetchQuote = (id) => (broken && id === btc ? Promise.reject(new Error('no price')) : fetchQuote(id));
  venue.cancelOrder = (ref) =>
    broken && ref.clientOrderId === 'stuck' ? Promise.reject(new Error('busy')) : cancelOrder(ref);
  opened.kill('flatten');
  await until(
    'the other two',
    async () => (await held(opened, 'ETH')) === '0' && venue.openReports().length === 1,
  );
  expect([await held(opened, 'BTC'), opened.killing.progress?.confirmed]).toEqual(['0.5', false]);
  broken = false;
  const lines = await opened.confirmed();
  expect(lines).toContain(
    'order stuck of another client (buy 0.01 BTC/USDT) could not be cancelled yet: busy',
  );
  expect([await held(opened, 'BTC'), venue.openReports()]).toEqual(['0', []]);
});

test('behavior: more than the venue takes at once is sold in several orders, and dust stays and is no position', async () => {
  await using opened = openVenueKill();
  const instruments = [...opened.venue.instruments.values()].map((one) => ({ ...one, maxQuantity: '2' }));
  Object.defineProperty(opened.venue, 'instruments', {
    value: new Map(instruments.map((one) => [one.id, one])),
  });
  opened.venue.deposit('BTC', '4.50000001');
  // Worth more than the least that the venue trades at the bid, and less at the price that a sale could be forced to.
  opened.venue.deposit('ETH', '0.00200500');
  opened.kill('flatten');
  const lines = await opened.confirmed();
  expect(opened.venue.sent.map(({ quantity }) => quantity)).toEqual(['2', '2', '0.5']);
  expect(lines).toContain('0.002005 ETH is less than Fake venue trades and stays.');
});

test('behavior: stops are cancelled only for what can be sold, and an entry that fills meanwhile is sold too', async () => {
  await using opened = openVenueKill();
  const { venue } = opened;
  venue.deposit('BTC', '0.5');
  venue.deposit('ETH', '0.001');
  const stop = { side: 'sell', type: 'stop', price: null, triggerPrice: '1' } as const;
  venue.rest(testIntent({ ...stop, clientOrderId: 'btc', quantity: '0.5' }));
  venue.rest(testIntent({ ...stop, clientOrderId: 'eth', instrument: eth, quantity: '0.001' }));
  venue.rest(resting('entry'));
  const cancelOrder = venue.cancelOrder.bind(venue);
  venue.cancelOrder = async (ref) => {
    if (ref.clientOrderId === 'entry') venue.fill('entry', '0.004');
    return cancelOrder(ref);
  };
  opened.kill('flatten');
  await opened.confirmed();
  expect(venue.openReports().map(({ clientOrderId }) => clientOrderId)).toEqual(['eth']);
  expect(venue.sent.map(({ quantity }) => quantity)).toEqual(['0.504']);
});

test('behavior: an own entry that arrives after the confirmation is dealt with; what a person does is his own matter', async () => {
  await using opened = openVenueKill();
  const { venue } = opened;
  opened.kill('flatten');
  await opened.confirmed();
  venue.rest(resting('a person'));
  venue.deposit('ETH', '1');
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect([venue.openReports().length, await held(opened, 'ETH'), opened.killing.progress?.confirmed]).toEqual(
    [...[1, '1', true]],
  );
  venue.rest(resting(ownId('A')));
  await until('it to be cancelled', async () => venue.openReports().length === 0);
  venue.rest(resting(ownId('B')));
  venue.fill(ownId('B'), '0.01');
  await until('it to be sold', async () => (await held(opened, 'BTC')) === '0');
  await opened.confirmed();
  const found = opened.parts.killFile.entries().filter(({ type }) => type === 'emergency.foundLate');
  expect(found.map(({ data }) => String(data.found))).toEqual([
    `ORD-${'A'.repeat(16)} (buy 0.01 BTC/USDT) came to rest after the kill was confirmed.`,
    `ORD-${'B'.repeat(16)} bought 0.01 BTC after the kill was confirmed.`,
  ]);
});

test('behavior: it goes on with what another process has told of the same kill', async () => {
  await using first = openVenueKill();
  first.venue.deposit('BTC', '0.5');
  first.kill('flatten');
  const lines = await first.confirmed();
  await first.killing.stop();
  await using second = openVenueKill({ killFile: first.parts.killFile, venue: first.venue });
  second.kill('flatten');
  expect(await second.confirmed()).toEqual(lines);
  expect(first.venue.sent).toHaveLength(1);
});

test('error: it sells nothing once it was taken back, or the home belongs to another process', async () => {
  await using opened = openVenueKill({ owns: () => false });
  const { venue } = opened;
  venue.deposit('BTC', '0.5');
  opened.kill('flatten');
  await until('a try', async () => opened.killing.progress?.flattened ?? undefined);
  expect([await held(opened, 'BTC'), venue.fills]).toEqual(['0.5', []]);
  expect(opened.killing.progress?.flattened?.join()).toContain('Another process has taken the home over');
  opened.killing.end();
  expect(opened.killing.progress).toBeUndefined();
});

test('error: a kill file that cannot be written stops no kill, and is told of', async () => {
  const full = {
    ...memoryKillFile(),
    append: () => {
      throw new Error('disk full');
    },
  };
  await using opened = openVenueKill({ killFile: full });
  opened.venue.deposit('BTC', '0.5');
  opened.kill('flatten');
  expect((await opened.confirmed()).join(' ')).toContain('could not be written down before it left');
  expect(await held(opened, 'BTC')).toBe('0');
});
