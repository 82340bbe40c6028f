import { APICallError } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { describeModelError } from './describeModelError.ts';

const call = (statusCode?: number) =>
  new APICallError({
    ...{ message: 'sk-secret', url: 'http://x', requestBodyValues: {}, responseBody: 'BTC 1' },
    ...(statusCode === undefined ? {} : { statusCode }),
  });

test.each([
  [call(401), 'refused the key'],
  [call(403), 'refused the key'],
  [call(404), 'does not know this model'],
  [call(422), 'did not accept the request'],
  [call(429), 'too many requests'],
  [call(503), 'fault of its own'],
  [call(), 'could not be reached'],
  [new Error('wrapped', { cause: call(429) }), 'too many requests'],
  [Object.assign(new Error('retry'), { lastError: call(500) }), 'fault of its own'],
  [new DOMException('The operation timed out', 'TimeoutError'), 'did not answer in time'],
  [new TypeError('fetch failed'), 'could not be reached'],
  [new Error('anything'), 'failed while answering'],
  ['text', 'failed while answering'],
])('behavior: %s', (fault, words) => {
  const said = describeModelError(fault, 'Model X');
  expect(said).toContain(words);
  expect(said).toMatch(/^Model X .*nothing further was proposed\.$/);
  expect(said).not.toMatch(/sk-secret|BTC/);
});

test('error: a cause that leads back to itself ends', () => {
  const loop: Error & { cause?: unknown } = new Error('loop');
  loop.cause = loop;
  expect(describeModelError(loop, 'Model X')).toContain('failed while answering');
});
