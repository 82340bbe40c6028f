import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestApp } from '../testing/openTestApp.ts';

const inline = 'self.__next_f=self.__next_f||[]';
const script = `console.log(${JSON.stringify('x'.repeat(3000))})`;
const index = `<!doctype html><script src="/_next/static/a.js" async></script><script>${inline}</script><script id="x">let a = 1</script>`;

describe('the page', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-site-'));
    mkdirSync(join(folder, '_next', 'static'), { recursive: true });
    mkdirSync(join(folder, 'setup'));
    writeFileSync(join(folder, 'index.html'), index);
    writeFileSync(join(folder, 'proposals.html'), '<!doctype html><p>proposals');
    writeFileSync(join(folder, 'setup', 'index.html'), '<!doctype html><p>setup');
    writeFileSync(join(folder, '404.html'), '<!doctype html><p>missing');
    writeFileSync(join(folder, '_next', 'static', 'a.js'), script);
    writeFileSync(join(folder, 'icon.png'), Buffer.from([1, 2, 3]));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('default: serves the export without a credential, pages by their plain names', async () => {
    await using test = openTestApp({ site: folder });
    for (const [path, text] of [
      ['/', index],
      ['/proposals', '<!doctype html><p>proposals'],
      ['/setup', '<!doctype html><p>setup'],
      ['/setup/', '<!doctype html><p>setup'],
    ]) {
      const response = await test.ask('GET', path ?? '', { as: 'nobody' });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toBe(text);
    }
  });

  it('behavior: a page may run exactly its own inline scripts', async () => {
    await using test = openTestApp({ site: folder });
    const hash = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
    const policy = (await test.ask('GET', '/')).headers.get('content-security-policy');
    expect(policy).toContain(`script-src 'self' ${hash(inline)} ${hash('let a = 1')};`);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
    const other = (await test.ask('GET', '/proposals')).headers.get('content-security-policy');
    expect(other).toContain("script-src 'self';");
  });

  it('behavior: hashed assets are kept for good, and everything else is asked for again', async () => {
    await using test = openTestApp({ site: folder });
    const asset = await test.ask('GET', '/_next/static/a.js');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const etag = asset.headers.get('etag') ?? '';
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await test.ask('GET', '/_next/static/a.js', { headers: { 'if-none-match': tag } });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
    expect(
      (await test.ask('GET', '/_next/static/a.js', { headers: { 'if-none-match': '"other"' } })).status,
    ).toBe(200);
  });

  it('behavior: compresses text as the client can take it', async () => {
    await using test = openTestApp({ site: folder });
    const get = (encoding: string, path = '/_next/static/a.js') =>
      test.ask('GET', path, { headers: { 'accept-encoding': encoding } });
    const [br, gzip, none, refused, small] = [
      await get('gzip, br'),
      await get('gzip'),
      await get('identity'),
      await get('br;q=0, gzip;q=0'),
      await get('gzip', '/icon.png'),
    ];
    expect(br.headers.get('content-encoding')).toBe('br');
    expect(brotliDecompressSync(await br.arrayBuffer()).toString()).toBe(script);
    expect(gzip.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(await gzip.arrayBuffer()).toString()).toBe(script);
    for (const plain of [none, refused, small]) expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await none.text()).toBe(script);
  });

  it('behavior: HEAD has the headers and no body', async () => {
    await using test = openTestApp({ site: folder });
    const response = await test.ask('HEAD', '/', { as: 'nobody' });
    expect(response.headers.get('content-length')).toBe(String(index.length));
    expect(await response.text()).toBe('');
  });

  it('error: what is not there is a page for a browser and a problem for a program', async () => {
    await using test = openTestApp({ site: folder });
    const browser = await test.ask('GET', '/nope', { headers: { accept: 'text/html' } });
    expect([browser.status, await browser.text()]).toEqual([404, '<!doctype html><p>missing']);
    expect((await test.ask('GET', '/nope')).headers.get('content-type')).toContain(
      'application/problem+json',
    );
    const api = await test.ask('GET', '/api/nope', { headers: { accept: 'text/html' } });
    expect(api.headers.get('content-type')).toContain('application/problem+json');
  });

  it.each([
    '/../../etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/_next/static/%00',
    '/%ff',
  ])('error: %s leaves the folder nowhere', async (path) => {
    await using test = openTestApp({ site: folder });
    expect((await test.ask('GET', path)).status).toBe(404);
  });

  it('error: without a build, / says what to do and the API works', async () => {
    await using test = openTestApp();
    const response = await test.ask('GET', '/', { as: 'nobody' });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm start');
    expect((await test.ask('GET', '/api/state')).status).toBe(200);
  });

  it('behavior: every answer carries the security headers', async () => {
    await using test = openTestApp({ site: folder });
    for (const [path, as] of [
      ['/', 'nobody'],
      ['/api/state', 'operator'],
      ['/api/state', 'nobody'],
      ['/api/nope', 'operator'],
    ] as const) {
      const { headers } = await test.ask('GET', path, { as });
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});
