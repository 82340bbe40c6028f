const tracking = /^(?:utm_.*|fbclid|gclid|mc_cid|mc_eid|ref|ref_src|source|cmpid|ncid|guccounter|at_.*)$/i;
const longest = 2_000;

/**
 * One spelling of a web address: lower-case host without `www.`, no fragment, no tracking parameters, the others
 * sorted, no slash at the end, https. Null for what is no web address.
 */
export function canonicalUrl(address: string, base?: string): string | null {
  if (address.length > longest || !URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') return null;
  url.protocol = 'https:';
  url.hash = '';
  url.hostname = url.hostname.replace(/^www\./, '');
  for (const name of [...url.searchParams.keys()]) if (tracking.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  url.pathname = url.pathname.replace(/\/+$/, '') || '/';
  return url.href;
}
