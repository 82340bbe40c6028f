import { expect, test } from 'vitest';
import { explainFailure } from './explainFailure.js';

test.each([
  ['npm error code ENOSPC\nnpm error nospc ENOSPC: no space left on device, write', 'the disk is full'],
  [
    'npm error network request to https://registry.example/x failed, reason: getaddrinfo ENOTFOUND',
    'did not answer',
  ],
  ['npm error code EACCES\nnpm error syscall mkdir', 'may not be written'],
  ['npm error code EUSAGE', 'The page could not be built. Nothing was started.'],
])('error: %j is explained', (output, expected) => {
  const text = explainFailure(output, 'the page could not be built');
  expect(text).toContain(expected);
  expect(text).toMatch(/^The page could not be built/);
  expect(text).toContain('Nothing was started');
});
