/** A server's URL as it may be shown: without user and password, and without options that may hold them. */
export function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return 'the given address';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
