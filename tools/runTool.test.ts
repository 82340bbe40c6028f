import { expect, test } from 'vitest';
import { z } from 'zod';
import { readEvidence } from '../desk/read/readEvidence.ts';
import { CountersignError } from '../domain/CountersignError.ts';
import { toolContext } from '../test/fixtures/toolContext.ts';
import { fetchQuote } from './fetchQuote.ts';
import { runTool } from './runTool.ts';
import { defineTool, type ToolOutcome } from './Tool.ts';

const throwing = (fault: unknown) =>
  defineTool({
    ...{ name: 'broken', description: '', input: z.strictObject({}), writes: false, trusted: true },
    async run(): Promise<ToolOutcome<null>> {
      throw fault;
    },
  });

test('default: a read is stored with its source and age, and what is stored is what is returned', async () => {
  const context = await toolContext();
  const output = await runTool(fetchQuote, context, { instrument: 'BTC/USDT' });
  if (!output.ok || !output.evidence) throw new Error('not read');
  const stored = await readEvidence(context.desk, output.evidence);
  expect(stored).toMatchObject({
    ...{ run: context.run, tool: 'fetchQuote', arguments: { instrument: 'BTC/USDT' }, source: 'Test venue' },
    ...{ trusted: true, result: output.result, exchangeTime: output.exchangeTime },
  });
  expect(output.ageMs).toBeGreaterThanOrEqual(400);
  expect(output.ageMs).toBeLessThan(5_000);
});

test('behavior: nothing is returned that could not be stored', async () => {
  const context = await toolContext();
  context.desk.documents.put = async () => {
    throw new Error('disk full at postgres://user:secret@host');
  };
  const output = await runTool(fetchQuote, context, { instrument: 'BTC/USDT' });
  expect(output).toEqual({
    ...{ ok: false, code: 'tool.failed' },
    message: 'fetchQuote failed, so nothing was read: a fault inside the desk.',
  });
  expect(context.evidence.all()).toEqual([]);
});

test('error: wrong input names the field, and the tool is not run', async () => {
  const context = await toolContext();
  const output = await runTool(fetchQuote, context, { instrument: 'btc', extra: 1 });
  expect(output).toMatchObject({ ok: false, code: 'tool.invalidInput' });
  expect(output.ok ? '' : output.message).toMatch(/instrument: expected BASE\/QUOTE.*extra/s);
});

test('error: an instrument that does not exist is told apart from one that could not be read', async () => {
  const context = await toolContext();
  const unknown = await runTool(fetchQuote, context, { instrument: 'DOGE/USDT' });
  expect(unknown).toMatchObject({ ok: false, code: 'instrument.unknown' });
  const failed = await runTool(
    throwing(new CountersignError('venue.unreachable', 'No answer.')),
    context,
    {},
  );
  expect(failed).toEqual({
    ...{ ok: false, code: 'venue.unreachable' },
    message: 'broken failed, so nothing was read: No answer.',
  });
});
