import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { contentSecurityPolicy, inlineScriptHashes } from './contentSecurityPolicy.ts';

/** A file of the static export, ready to be sent. */
export type SiteFile = {
  body: Buffer;
  type: string;
  etag: string;
  /** Its name holds a hash of its content, so it never changes. */
  immutable: boolean;
  /** Only for pages: which inline scripts may run. */
  policy: string | null;
  /** Compressed on first use and kept; undefined where compressing gains nothing. */
  compressed(encoding: 'br' | 'gzip'): Promise<Buffer> | undefined;
};

export type Site = {
  /** The file for a path of the page, e.g. `/`, `/proposals`, `/_next/static/….js`. */
  find(path: string): SiteFile | undefined;
  /** The page for an address that is not there. */
  readonly missing: SiteFile | undefined;
};

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};
const compressible = new Set(['.html', '.js', '.css', '.json', '.txt', '.svg', '.webmanifest']);

/** Reads a static export into memory; some two megabytes. Undefined when it has not been built. */
export function loadSite(folder: string): Site | undefined {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return undefined;
  }
  const files = new Map<string, SiteFile>();
  for (const name of names) files.set(`/${relative(folder, name).split(sep).join('/')}`, loadFile(name));
  if (!files.has('/index.html')) return undefined;
  return {
    find(path) {
      const bare = path.endsWith('/') ? path.slice(0, -1) : path;
      return files.get(path) ?? files.get(`${bare}.html`) ?? files.get(`${bare}/index.html`);
    },
    missing: files.get('/404.html'),
  };
}

function loadFile(name: string): SiteFile {
  const body = readFileSync(name);
  const extension = extname(name).toLowerCase();
  const kept = new Map<string, Promise<Buffer>>();
  return {
    body,
    type: types[extension] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    immutable: name.includes(`${sep}_next${sep}static${sep}`),
    policy: extension === '.html' ? contentSecurityPolicy(inlineScriptHashes(body.toString('utf8'))) : null,
    compressed(encoding) {
      if (!compressible.has(extension) || body.length < 1024) return undefined;
      const known = kept.get(encoding);
      if (known) return known;
      const made = encoding === 'br' ? toBrotli(body) : promisify(gzip)(body, { level: 9 });
      kept.set(encoding, made);
      return made;
    },
  };
}

function toBrotli(body: Buffer): Promise<Buffer> {
  return promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}
