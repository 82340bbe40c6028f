import { expect, test } from 'vitest';
import { canonicalUrl } from './canonicalUrl.ts';

test.each([
  ['http://WWW.Example.org/News/?utm_source=x&b=2&a=1#top', 'https://example.org/News?a=1&b=2'],
  ['https://example.org', 'https://example.org/'],
  ['https://example.org/?fbclid=1', 'https://example.org/'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['https://a:b@example.org/', null],
  ['not an address', null],
  [`https://example.org/${'a'.repeat(3000)}`, null],
])('default: %s', (address, expected) => {
  expect(canonicalUrl(address)).toBe(expected);
});

test('behavior: an address that is relative is read from its feed’s', () => {
  expect(canonicalUrl('/a', 'https://example.org/feed')).toBe('https://example.org/a');
});
