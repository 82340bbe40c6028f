import { expect, test } from 'vitest';
import { hashOf } from '../../domain/hash.ts';
import type { Limits } from '../../domain/Limits.ts';
import { openScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { defaultLimits } from '../../test/fixtures/openTestDesk.ts';
import type { Desk } from '../Desk.ts';
import { listAlerts } from '../read/listAlerts.ts';
import { restoreLimits } from './limitFacts.ts';
import { readLimits } from './readLimits.ts';

const base = defaultLimits();
const history = async (desk: Desk) =>
  (await readLimits(desk)).history.map(({ kind, by, changes }) => [kind, by.id, changes]);

test('default: the first start takes the configuration as it is, and journals it with its hash', async () => {
  await using opened = await openScriptedDesk({ limits: { maxOpenOrders: 900 } });
  const { desk } = opened;
  expect(desk.limits).toEqual({ ...base, maxOpenOrders: 900 });
  expect(desk.limitsHash).toBe(hashOf(desk.limits));
  expect(await history(desk)).toEqual([['adopted', 'desk', []]]);
  const [entry] = await desk.database.read.journal.list({ types: ['limits.adopted'] });
  expect(entry).toMatchObject({ subject: desk.account, data: { limitsHash: desk.limitsHash } });
});

test('behavior: a start with the same limits changes and journals nothing', async () => {
  await using opened = await openScriptedDesk();
  const hash = opened.desk.limitsHash;
  await opened.restart();
  expect(opened.desk.limitsHash).toBe(hash);
  expect(await history(opened.desk)).toHaveLength(1);
});

test('behavior: what is stricter holds from the next start; what is looser waits and is told', async () => {
  const options: { limits: Partial<Limits> } = { limits: {} };
  await using opened = await openScriptedDesk(options);
  await opened.restart(() => {
    options.limits = { maxOpenOrders: 10, maxDriftPercent: 3, cooldownAfterStopSeconds: 5 };
  });
  const { desk } = opened;
  expect(desk.limits).toEqual({ ...base, maxOpenOrders: 10 });
  expect(await history(desk)).toEqual([
    ['tightened', 'desk', [{ key: 'maxOpenOrders', from: 20, to: 10 }]],
    ['adopted', 'desk', []],
  ]);
  expect((await readLimits(desk)).waiting).toEqual([
    { key: 'maxDriftPercent', from: 0.3, to: 3 },
    { key: 'cooldownAfterStopSeconds', from: 300, to: 5 },
  ]);
  const alert = (await listAlerts(desk)).find(({ code }) => code === 'limits.looserInConfig');
  expect(alert?.message).toContain('maxDriftPercent 0.3 → 3, cooldownAfterStopSeconds 300 → 5');
});

test('behavior: a start never loosens what an earlier start tightened', async () => {
  const options: { limits: Partial<Limits> } = { limits: {} };
  await using opened = await openScriptedDesk(options);
  await opened.restart(() => {
    options.limits = { maxOpenOrders: 10 };
  });
  await opened.restart(() => {
    options.limits = {};
  });
  expect(opened.desk.limits.maxOpenOrders).toBe(10);
  expect((await readLimits(opened.desk)).waiting).toEqual([{ key: 'maxOpenOrders', from: 10, to: 20 }]);
});

test('behavior: a limit that is new since the last start has its configured value, one that is gone is dropped', () => {
  const { maxOpenOrders: _, ...older } = base;
  expect(restoreLimits({ ...older, maxMoonPhasePercent: 3 }, { ...base, maxOpenOrders: 7 })).toEqual({
    limits: { ...base, maxOpenOrders: 7 },
    added: ['maxOpenOrders'],
  });
});
