import { expect, test } from 'vitest';
import { instrumentId } from '../domain/ids.ts';
import { protection, trade } from '../test/fixtures/deskActions.ts';
import { openScriptedDesk, type ScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { approver, operator } from '../test/fixtures/proposalFixtures.ts';
import { readPortfolio } from './read/readPortfolio.ts';
import { readRisk } from './read/readRisk.ts';
import { reconcile } from './reconcile.ts';
import { settleHolding } from './settleHolding.ts';

const instrument = instrumentId.parse('BTC/USDT');
const settle = ({ desk }: ScriptedDesk, actor = approver) =>
  settleHolding(desk, { instrument, reason: 'moved to the cold wallet', actor });

/** A protected position of 0.00999 BTC of which a part was withdrawn, found by a comparison. */
async function withdrawn(opened: ScriptedDesk): Promise<void> {
  await trade(opened.desk);
  await protection(opened.desk);
  opened.venue.deposit('BTC', '-0.005');
  await reconcile(opened.desk, { atStart: false });
  expect((await readRisk(opened.desk)).tradingState).toBe('halted');
}
const positionOf = async ({ desk }: ScriptedDesk) => (await readPortfolio(desk)).positions[0];

test('default', async () => {
  await using opened = await openScriptedDesk();
  await withdrawn(opened);
  const before = await positionOf(opened);
  expect(await settle(opened)).toEqual({
    ...{ kind: 'settled', instrument, writtenOff: '0.005', left: '0.00499' },
  });
  expect(await positionOf(opened)).toMatchObject({
    quantity: '0.00499',
    averagePrice: before?.averagePrice,
    realised: before?.realised,
  });
  expect((await readRisk(opened.desk)).tradingState).toBe('active');
  await protection(opened.desk, '0.00499');
  const [entry] = await opened.database.read.journal.list({ types: ['position.writtenOff'] });
  expect(entry).toMatchObject({ subject: instrument, actor: approver, data: { quantity: '0.005' } });
  expect((await reconcile(opened.desk, { atStart: false })).differences).toEqual([]);
});

test('behavior: a position that left altogether is closed', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  await protection(opened.desk);
  opened.venue.deposit('BTC', '-0.00999');
  await reconcile(opened.desk, { atStart: false });
  expect(await settle(opened)).toMatchObject({ kind: 'settled', left: '0' });
  expect(await positionOf(opened)).toBeUndefined();
});

test('error: only the approver may', async () => {
  await using opened = await openScriptedDesk();
  await withdrawn(opened);
  expect(await settle(opened, operator)).toMatchObject({ kind: 'forbidden' });
  expect((await readRisk(opened.desk)).tradingState).toBe('halted');
});

test('error: nothing is taken off where nothing is missing, and never twice', async () => {
  await using opened = await openScriptedDesk();
  await trade(opened.desk);
  expect(await settle(opened)).toMatchObject({ kind: 'conflict' });
  opened.venue.deposit('BTC', '-0.005');
  const answers = await Promise.all([settle(opened), settle(opened)]);
  expect(answers.map(({ kind }) => kind).sort()).toEqual(['conflict', 'settled']);
  expect((await positionOf(opened))?.quantity).toBe('0.00499');
});
