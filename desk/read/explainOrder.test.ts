import { expect, test } from 'vitest';
import { evidenceHash } from '../../domain/evidenceHash.ts';
import { evidenceId, runId } from '../../domain/ids.ts';
import type { OrderStory } from '../../domain/OrderStory.ts';
import { decide, orderIn, propose, protection, trade } from '../../test/fixtures/deskActions.ts';
import { btc } from '../../test/fixtures/FakeVenue.ts';
import { openScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { until } from '../../test/fixtures/openTestDesk.ts';
import { testIntent } from '../../test/fixtures/orderFixtures.ts';
import { approver, operator } from '../../test/fixtures/proposalFixtures.ts';
import { closePosition } from '../closePosition.ts';
import type { Desk } from '../Desk.ts';
import { killDesk } from '../killDesk.ts';
import { proposeOrder } from '../proposeOrder.ts';
import { raiseAlert } from '../raiseAlert.ts';
import { reconcile } from '../reconcile.ts';
import { storeEvidence } from '../storeEvidence.ts';
import { explainOrder } from './explainOrder.ts';
import { readProposal } from './readProposal.ts';

async function explain(desk: Desk, id: string): Promise<OrderStory> {
  const story = await explainOrder({ read: desk.database.read, documents: desk.documents }, id);
  if (!story) throw new Error(`Nothing is known of ${id}`);
  return story;
}
const kinds = ({ lines }: OrderStory) => lines.map(({ kind }) => kind);
const texts = ({ lines }: OrderStory) => lines.map(({ kind, text }) => `${kind}: ${text}`).join('\n');

test('default: from the market to the position, each line proven by its entry', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const order = await trade(desk);
  await protection(desk);
  const story = await explain(desk, order.id);
  expect(story).toMatchObject({
    account: desk.account,
    proposal: order.proposal,
    orders: [{ id: order.id, clientOrderId: order.clientOrderId }],
  });
  const told = kinds(story);
  const inOrder = ['limits', 'market', 'asked', 'gate', 'decision', 'order', 'send', 'fill', 'position'];
  const places = inOrder.map((kind) => told.indexOf(kind as (typeof told)[number]));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(told.filter((kind) => kind === 'gate')).toHaveLength(3);
  expect(texts(story)).toMatch(/decision: Approved by approver \(web\): revision 1, hash [0-9a-f]{16}/);
  expect(texts(story)).toMatch(/protection: ORD-\w+: Intent stored: protection/);
  const journal = await desk.database.read.journal.list({});
  for (const { proof } of story.lines) {
    expect(proof).toMatchObject({ intact: true, hash: journal[(proof?.sequence ?? 0) - 1]?.hash });
  }
});

test('behavior: an order, its proposal and its client order id tell one story, in either case', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const order = await trade(desk);
  await protection(desk);
  const story = await explain(desk, order.id);
  for (const id of [order.proposal ?? '', order.clientOrderId, order.id.toLowerCase(), ` ${order.id} `]) {
    expect(await explain(desk, id)).toEqual(story);
  }
});

test('behavior: the story goes on until the position is gone, and no further', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const order = await trade(desk);
  const stop = await protection(desk);
  const closing = await closePosition(desk, { instrument: btc, actor: operator, origin: 'operator' });
  if (closing.kind !== 'proposed') throw new Error('not proposed');
  const closed = await decide(desk, closing.proposal, 'approve');
  if (closed.kind !== 'decided' || !closed.proposal.order) throw new Error('not decided');
  const exit = closed.proposal.order.id;
  await orderIn(desk, exit, 'filled');
  const next = await trade(desk, { notional: '700' });
  const nextStop = await protection(desk);
  const told = texts(await explain(desk, order.id));
  expect(told).toContain(`protection: ${stop.id}: Asked to be cancelled`);
  expect(told).toContain(`order: ${exit}: Intent stored: exit`);
  expect(told).not.toContain(next.id);
  expect(told).not.toContain(nextStop.id);
  // The exit's own story has the stop that made room for it.
  expect(texts(await explain(desk, exit))).toContain(`protection: ${stop.id}: Asked to be cancelled`);
});

test('behavior: what somebody sold at the venue is part of the story, and so is the order that was found', async () => {
  await using opened = await openScriptedDesk();
  const { desk, venue } = opened;
  const order = await trade(desk);
  await protection(desk);
  venue.silent = true;
  venue.rest(testIntent({ clientOrderId: 'by-hand', side: 'sell', quantity: '0.004', price: '60000' }));
  venue.fill('by-hand', '0.004', '50000');
  await reconcile(desk, { atStart: false });
  venue.silent = false;
  const told = texts(await explain(desk, order.id));
  expect(told).toContain('position: 0.004 BTC/USDT were sold at 50,000 at the venue without the desk.');
  const found = told.match(/order: (ORD-\w+): Intent stored: exit/)?.[1] ?? '';
  const { orders } = await explain(desk, found);
  expect(orders).toMatchObject([{ id: found, clientOrderId: expect.stringContaining('elsewhere') }]);
});

test('behavior: a denied proposal tells which checks denied, with numbers and limits', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const denied = await propose(desk, { notional: '14000' });
  const story = await explain(desk, denied.id);
  const gate = story.lines.find(({ kind }) => kind === 'gate');
  expect(gate?.text).toContain('Gate at proposing: DENIED');
  expect(gate?.details.join('\n')).toMatch(
    /✗ size.percentOfEquity: [\d.]+% of equity, allowed ≤ 10.00% of equity/,
  );
  expect(story.orders).toEqual([]);
});

test('behavior: a kill and an alert while the position is held are told', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const order = await trade(desk);
  await protection(desk);
  await killDesk(desk, { level: 'pause', reason: 'lunch', actor: approver });
  const alert = { severity: 'warning', code: 'test.alert', message: 'Look here.', subject: btc } as const;
  await raiseAlert(desk, alert);
  const told = texts(await explain(desk, order.id));
  expect(told).toMatch(/stop: kill.requested by approver on test → freezing: pause, lunch/);
  expect(told).toContain('alert: warning test.alert: Look here.');
});

test('behavior: an order that the last look held back tells which check denied, with its numbers', async () => {
  await using opened = await openScriptedDesk();
  const { desk, venue } = opened;
  const proposal = await propose(desk);
  const stop = desk.runtime.subscribe((entries) => {
    if (!entries.some(({ type }) => type === 'recheck.passed')) return;
    stop();
    venue.setPrice(btc, 51_000);
  });
  await decide(desk, proposal, 'approve');
  await until('the proposal to come back', async () => {
    return (await readProposal(desk, proposal.id))?.status === 'needsReapproval';
  });
  const story = await explain(desk, proposal.id);
  const denied = story.lines.find(({ text }) => text.startsWith('Gate at the send: DENIED'));
  expect(denied?.details.join('\n')).toMatch(/✗ authority.drift: \S*2\.\d+%/);
  expect(texts(story)).toContain('decision: It went back for another approval by desk (desk)');
});

test('behavior: a decline and its reason end the story', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const proposal = await propose(desk);
  await decide(desk, proposal, 'decline', { reason: 'too early' });
  await propose(desk);
  const { lines } = await explain(desk, proposal.id);
  expect(lines.at(-1)?.text).toMatch(/^Declined by approver \(web\): revision 1, .* too early\.$/);
});

test('behavior: evidence is told with its source and time, and a body that was changed is found', async () => {
  await using opened = await openScriptedDesk();
  const { desk } = opened;
  const { bid, exchangeTime } = await until('a quote', async () => desk.market.quote(btc));
  const run = runId.parse('RUN-AAAAAAAAAA');
  const body = (tool: string, last: string) => ({
    ...{ run, tool, arguments: { instrument: btc }, source: 'Test venue', observedAt: desk.clock.now() },
    ...{ exchangeTime, trusted: true, result: { last }, figures: [{ name: 'last', value: last }] },
  });
  const quote = body('fetchQuote', bid);
  const id = evidenceId.parse('EVD-AAAAAAAAAA');
  await storeEvidence(desk, { ...quote, id, hash: evidenceHash(quote) });
  const other = body('fetchBars', bid);
  await storeEvidence(desk, {
    ...other,
    id: evidenceId.parse('EVD-BBBBBBBBBB'),
    hash: evidenceHash(other),
  });
  const { tool, source, observedAt, trusted, figures } = quote;
  const ref = { id, tool, source, observedAt, exchangeTime, trusted, figures, summary: `last ${bid}` };
  const proposed = await proposeOrder(desk, {
    request: { instrument: btc, side: 'buy', type: 'market', notional: '500', stop: '1' },
    actor: { id: 'agent:trader', role: 'agent', channel: 'chat' },
    origin: 'agent',
    run,
    evidence: [{ ...ref, hash: evidenceHash(quote) }],
  });
  if (proposed.kind !== 'proposed') throw new Error('not proposed');
  const evidence = async () =>
    (await explain(desk, proposed.proposal.id)).lines.filter(({ kind }) => kind === 'evidence');
  const [cited, called] = await evidence();
  expect(cited).toMatchObject({ at: exchangeTime, text: expect.stringContaining('leans on it') });
  expect(cited?.details.at(-1)).toContain('stored and unchanged');
  expect(called?.text).toContain('EVD-BBBBBBBBBB: fetchBars was called in the same run');

  await storeEvidence(desk, { ...quote, source: 'Another venue', id, hash: evidenceHash(quote) });
  expect((await evidence())[0]?.details.at(-1)).toContain('✗ its stored body was changed');
});

test('error: nothing is told of what the journal does not know', async () => {
  await using opened = await openScriptedDesk();
  const sources = { read: opened.database.read, documents: opened.database.documents };
  for (const id of ['ORD-0000000000000000', 'PRP-00000000', 'cs-ord-0000000000000000', 'nonsense', '']) {
    expect(await explainOrder(sources, id)).toBeUndefined();
  }
});
