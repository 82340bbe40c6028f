import type { Context } from 'hono';
import type { Site, SiteFile } from './loadSite.ts';

/** Answers a GET for a page or one of its files; undefined when the export has none for this path. */
export async function serveSite(site: Site, context: Context): Promise<Response | undefined> {
  if (context.req.method !== 'GET' && context.req.method !== 'HEAD') return undefined;
  const file = site.find(decodePath(context.req.path));
  if (file) return send(file, context, 200);
  const wantsPage = context.req.header('accept')?.includes('text/html') ?? false;
  return wantsPage && site.missing ? send(site.missing, context, 404) : undefined;
}

async function send(file: SiteFile, context: Context, status: 200 | 404): Promise<Response> {
  const headers = new Headers({
    'content-type': file.type,
    etag: file.etag,
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    ...(file.policy !== null && { 'content-security-policy': file.policy }),
  });
  if (status === 200 && isKnown(context.req.header('if-none-match'), file.etag)) {
    return new Response(null, { status: 304, headers });
  }
  const encoding = pickEncoding(context.req.header('accept-encoding') ?? '');
  const compressed = encoding && (await file.compressed(encoding));
  if (encoding && compressed) headers.set('content-encoding', encoding);
  const body = compressed || file.body;
  headers.set('content-length', String(body.length));
  return new Response(context.req.method === 'HEAD' ? null : new Uint8Array(body), { status, headers });
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

function pickEncoding(accepted: string): 'br' | 'gzip' | undefined {
  const names = accepted
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => !/;\s*q=0(\.0*)?$/.test(entry))
    .map((entry) => entry.split(';')[0]?.trim());
  if (names.includes('br')) return 'br';
  return names.includes('gzip') ? 'gzip' : undefined;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
