import { expect, test } from 'vitest';
import { processorMs } from '../../test/fixtures/processorMs.ts';
import { parseNewsFeed } from './parseNewsFeed.ts';

const entry = { title: 'T', summary: 'S', link: 'https://a.example/1', published: '2026-01-02T00:00:00Z' };
const rss = (inner: string, head = '') =>
  `<?xml version="1.0"?>${head}<rss version="2.0"><channel><title>f</title><language>en-us</language>${inner}</channel></rss>`;

test('default: RSS, Atom, RDF and JSON Feed say the same', () => {
  const item = `<title>T</title><link>${entry.link}</link><description>S</description>`;
  const feeds = {
    rss: rss(`<item>${item}<pubDate>${entry.published}</pubDate></item>`),
    atom: `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us"><title>f</title><entry><title>T</title><summary>S</summary><link rel="self" href="https://a.example/self"/><link href="${entry.link}"/><updated>${entry.published}</updated></entry></feed>`,
    rdf: `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/"><title>f</title><dc:language>en-us</dc:language></channel><item rdf:about="${entry.link}">${item}<dc:date>${entry.published}</dc:date></item></rdf:RDF>`,
    json: JSON.stringify({
      ...{ version: 'https://jsonfeed.org/version/1.1', title: 'f', language: 'en-us' },
      items: [{ id: '1', url: entry.link, title: 'T', summary: 'S', date_published: entry.published }],
    }),
  };
  for (const [name, text] of Object.entries(feeds))
    expect(parseNewsFeed(text), name).toEqual({ language: 'en-us', entries: [entry] });
});

test('behavior: an entry that lacks everything is an empty one, and a feed may have none', () => {
  expect(parseNewsFeed(rss('<item><title></title></item>')).entries).toEqual([]);
  expect(parseNewsFeed(rss('')).entries).toEqual([]);
});

const bomb = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
test.each([
  ['an entity bomb', rss('<item><title>&l9;</title></item>', `<!DOCTYPE r [<!ENTITY l0 "lol">${bomb}]>`)],
  [
    'a file by entity',
    rss('<item><title>&x;</title></item>', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
  ],
])('error: %s is not read', (_name, text) => {
  expect(() => parseNewsFeed(text)).toThrow(expect.objectContaining({ code: 'feed.entities' }));
});

test('error: what only looks like declarations is passed over at once, however much of it there is', () => {
  const text = rss('', '<!DOCTYPE '.repeat(200_000));
  expect(processorMs(() => expect(() => parseNewsFeed(text)).toThrow())).toBeLessThan(5_000);
});

test.each([
  ['a web page', '<!doctype html><html><body>Checking your browser</body></html>'],
  ['a feed that is cut off', rss('<item><title>A').slice(0, 90)],
  ['other JSON', '{"a":1}'],
  ['JSON of the wrong types', '[1,2]'],
  ['nothing', ''],
])('error: %s is no feed', (_name, text) => {
  expect(() => parseNewsFeed(text)).toThrow(expect.objectContaining({ code: 'feed.malformed' }));
});
