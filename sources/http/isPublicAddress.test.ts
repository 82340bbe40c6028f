import { expect, test } from 'vitest';
import { isPublicAddress } from './isPublicAddress.ts';

test.each(['1.1.1.1', '93.184.215.14', '2606:4700::1111'])('default: %s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  ...['127.0.0.1', '127.9.9.9', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
  ...['0.0.0.0', '255.255.255.255', '224.0.0.1', '::1', '::', 'fe80::1', 'fd00::1', 'ff02::1'],
  ...['::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::', 'localhost', ''],
])('error: %s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});
