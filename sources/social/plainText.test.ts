import { expect, test } from 'vitest';
import { processorMs } from '../../test/fixtures/processorMs.ts';
import { plainText } from './plainText.ts';

test.each([
  ['<p>Bitcoin <b>rose</b> 5&nbsp;% &amp; more</p><p>ETH too</p>', 'Bitcoin rose 5 % & more ETH too'],
  ['BTC < 50k and > 40k', 'BTC < 50k and > 40k'],
  ['a<script>steal()</script>b<style>x{}</style><svg><text>c</text></svg>d', 'a b d'],
  ['<img src=x onerror="steal()">seen<iframe srcdoc="x">no</iframe>', 'seen'],
  [
    '<a href="https://evil.example/x">claim now</a> at https://evil.example/y?a=b now',
    'claim now at [link] now',
  ],
  ['visit evil.xyz/claim today', 'visit [link] today'],
  ['send to 0x52908400098527886E0F7030069857D2E4169EE7 now', 'send to [address] now'],
  ['or bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 'or [address]'],
  ['or 9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM', 'or [address]'],
  ['up\u202enwod\u200b \u{e0041}fine\u0000', 'upnwod fine'],
  ['<script>never closed', ''],
  ['', ''],
])('behavior: %j', (html, expected) => {
  expect(plainText(html, 200)).toBe(expected);
});

test('behavior: what is too long is cut between characters', () => {
  expect(plainText('🙂'.repeat(10), 4)).toBe('🙂🙂🙂…');
});

test.each(['a-', 'a.', '1a.', 'www.', '0x', ' \u200b', '<!--', 'A1'])(
  'error: a text of nothing but %j takes time by its length alone',
  (piece) => {
    const text = piece.repeat(200_000 / piece.length);
    expect(processorMs(() => plainText(text, 200))).toBeLessThan(2_000);
  },
);
