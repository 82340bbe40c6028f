import { expect, test } from 'vitest';
import { crowdReads } from '../test/fixtures/crowdReads.ts';
import { toolContext } from '../test/fixtures/toolContext.ts';
import { readFearAndGreed } from './readFearAndGreed.ts';
import { runTool } from './runTool.ts';

const hour = 3_600_000;
const index = (hours: number) => {
  const at = Date.now() - hours * hour - 60_000;
  return { value: 40, previous: 55, at, fetchedAt: at };
};

test('default: the index with its age', async () => {
  const context = await toolContext({ crowd: crowdReads({ index: index(10) }) });
  expect(await runTool(readFearAndGreed, context, {})).toMatchObject({
    ...{ ok: true, trusted: false, source: 'Fear and greed index' },
    result: { value: 40, previous: 55, ageHours: 10 },
  });
});

test('error: an old index is none, and the reason is told', async () => {
  const lastError = { code: 'source.redirect', message: 'It leads to buy-now.example.', at: 1 };
  const sources = [{ kind: 'fearAndGreed' as const, state: 'failing' as const, lastError }];
  for (const crowd of [crowdReads({ index: index(49), sources }), crowdReads({ sources })]) {
    const output = await runTool(readFearAndGreed, await toolContext({ crowd }), {});
    expect(output).toMatchObject({ ok: false, code: 'fearAndGreed.none' });
    expect(output.ok ? '' : output.message).toMatch(/source\.redirect\.$/);
  }
  expect(await runTool(readFearAndGreed, await toolContext(), {})).toMatchObject({ code: 'crowd.off' });
});
