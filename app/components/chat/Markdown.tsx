'use client';
import { type Components, Streamdown } from 'streamdown';
import { EvidenceLink } from './EvidenceLink.tsx';
import { ExternalLink } from './ExternalLink.tsx';

const citation = '#evidence-';
const controls = { table: false, code: false, mermaid: false };

const components: Components = {
  a: ({ href, children }) =>
    href?.startsWith(citation) ? (
      <EvidenceLink id={href.slice(citation.length)} />
    ) : (
      <ExternalLink href={href}>{children}</ExternalLink>
    ),
  img: ({ alt }) => <span>{alt}</span>,
  table: ({ children }) => (
    <div className="overflow-x-auto">
      <table>{children}</table>
    </div>
  ),
};

/** Text of an answer. Raw HTML stays text, pictures are not loaded, and what is cited can be looked at. */
export default function Markdown({ text, streaming }: { text: string; streaming: boolean }) {
  return (
    <Streamdown
      mode={streaming ? 'streaming' : 'static'}
      controls={controls}
      lineNumbers={false}
      components={components}
      className="space-y-2 text-sm leading-relaxed [overflow-wrap:anywhere] [&_a]:underline [&_code]:rounded-sm [&_code]:bg-raised [&_code]:px-1 [&_code]:font-mono [&_code]:text-xs [&_h1]:text-base [&_h1]:font-semibold [&_h2]:text-base [&_h2]:font-semibold [&_h3]:text-sm [&_h3]:font-semibold [&_li]:py-0.5 [&_ol]:list-decimal [&_ol]:pl-5 [&_table]:w-full [&_table]:text-xs [&_td]:border-b [&_td]:border-line [&_td]:py-1 [&_td]:pr-3 [&_th]:border-b [&_th]:border-line-strong [&_th]:py-1 [&_th]:pr-3 [&_th]:text-left [&_th]:font-medium [&_th]:text-muted [&_ul]:list-disc [&_ul]:pl-5"
    >
      {text.replace(/\[?\b(EVD-[0-9A-Z]{10})\b\]?/g, `[$1](${citation}$1)`)}
    </Streamdown>
  );
}
