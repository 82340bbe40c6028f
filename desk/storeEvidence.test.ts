import { expect, test } from 'vitest';
import type { Evidence } from '../domain/Evidence.ts';
import { hashOf } from '../domain/hash.ts';
import { evidenceId, runId } from '../domain/ids.ts';
import { openScriptedDesk } from '../test/fixtures/openScriptedDesk.ts';
import { raiseAlert } from './raiseAlert.ts';
import { listAlerts } from './read/listAlerts.ts';
import { readEvidence } from './read/readEvidence.ts';
import { storeEvidence } from './storeEvidence.ts';

const evidence: Evidence = {
  id: evidenceId.parse('EVD-0000000001'),
  run: runId.parse('RUN-0000000001'),
  tool: 'fetchPrices',
  arguments: { instrument: 'BTC/USDT' },
  source: 'Fake venue',
  observedAt: 1,
  exchangeTime: null,
  hash: hashOf({ last: '50000' }),
  trusted: true,
  result: { last: '50000' },
  figures: [{ name: 'last', value: '50000' }],
};

test('default', async () => {
  await using opened = await openScriptedDesk();
  await storeEvidence(opened.desk, evidence);
  expect(await readEvidence(opened.desk, evidence.id)).toEqual(evidence);
  expect(await readEvidence(opened.desk, evidenceId.parse('EVD-0000000002'))).toBeUndefined();
});

test('behavior: alerts are listed newest first, each with its place in the journal', async () => {
  await using opened = await openScriptedDesk();
  for (const number of [1, 2, 3]) {
    await raiseAlert(opened.desk, {
      severity: 'info',
      code: `test.${number}`,
      message: 'Nothing happened.',
      subject: 'x',
    });
  }
  const alerts = await listAlerts(opened.desk);
  expect(alerts.map(({ code }) => code)).toEqual(['test.3', 'test.2', 'test.1']);
  expect(alerts[0]?.sequence).toBeGreaterThan(alerts[1]?.sequence ?? Number.POSITIVE_INFINITY);
  expect(await listAlerts(opened.desk, { limit: 1 })).toHaveLength(1);
});
