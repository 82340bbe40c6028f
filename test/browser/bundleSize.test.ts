import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

const site = join(import.meta.dirname, '..', '..', 'app', 'out');
const mostBytes = 300_000;
const read = (path: string) => readFileSync(join(site, path), 'utf8');

/** The scripts that the page names, which a browser loads before anything is shown; not those for old browsers. */
function initialScripts(html: string): string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const paths = tags
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .map((tag) => /\b(?:src|href)="(\/[^"?]+\.js)/.exec(tag)?.[1])
    .filter((path) => path !== undefined);
  return [...new Set(paths)];
}

describe('the built page', () => {
  test('default: loads at most 300 kB of JavaScript, compressed, before it shows the desk', () => {
    const scripts = initialScripts(read('index.html'));
    const sizes = scripts.map((path) => ({
      path,
      bytes: gzipSync(readFileSync(join(site, path)), { level: 9 }).length,
    }));
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    process.stdout.write(`Initial JavaScript: ${(total / 1000).toFixed(1)} kB in ${scripts.length} files\n`);
    expect(scripts.length).toBeGreaterThan(2);
    expect(total, JSON.stringify(sizes, null, 2)).toBeLessThanOrEqual(mostBytes);
  });

  test('behavior: the chart comes later', () => {
    const folder = '/_next/static/chunks';
    const chart = readdirSync(join(site, folder))
      .map((name) => `${folder}/${name}`)
      .filter((path) => path.endsWith('.js') && read(path).includes('tv-lightweight-charts'));
    const initial = initialScripts(read('index.html'));
    expect(chart.length).toBeGreaterThan(0);
    expect(chart.filter((path) => initial.includes(path))).toEqual([]);
  });
});
