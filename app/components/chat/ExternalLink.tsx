import type { ReactNode } from 'react';

/** A link out of the desk, with its address in sight: text of an answer may come from anywhere. */
export function ExternalLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (!href || !/^https?:\/\//.test(href)) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" className="underline">
      {children} <span className="text-2xs text-faint">({new URL(href).host})</span>
    </a>
  );
}
