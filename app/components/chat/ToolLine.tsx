'use client';
import { type DynamicToolUIPart, getToolName, type ToolUIPart } from 'ai';
import { Check, ChevronRight, LoaderCircle, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ChatToolOutput } from '../../../domain/chat.ts';
import { usePrefs } from '../../data/prefs.ts';
import { age } from '../../lib/format.ts';
import { clockTime } from '../../lib/time.ts';
import { Badge } from '../ui/Badge.tsx';
import { toolWords } from './toolWords.ts';

/** One tool call in one line, with its source and how old the fact was; the rest unfolds. */
export function ToolLine({ part }: { part: ToolUIPart | DynamicToolUIPart }) {
  const { zone } = usePrefs();
  const name = getToolName(part);
  const output = part.state === 'output-available' ? asOutput(part.output) : undefined;
  const failed = part.state === 'output-error' || output?.ok === false;
  const running = part.state === 'input-streaming' || part.state === 'input-available';
  const summary = output?.ok
    ? output.summary
    : failed
      ? output?.ok === false
        ? output.message
        : 'failed'
      : '';
  return (
    <details className="group text-xs">
      <summary className="flex min-h-6 list-none items-center gap-1.5 rounded-sm text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        <Icon running={running} failed={failed} />
        <span className="shrink-0 font-medium">{toolWords(name, running)}</span>
        <span className="min-w-[22%] flex-1 truncate text-faint">{summary}</span>
        {output?.ok && output.source ? (
          <span className="min-w-0 truncate text-faint">
            {output.source}
            {output.ageMs === null ? '' : ` · ${age(output.ageMs)}`}
          </span>
        ) : null}
        <ChevronRight
          aria-hidden
          className="size-3 shrink-0 text-faint transition-transform group-open:rotate-90"
        />
      </summary>
      <div className="mt-1 ml-[7px] space-y-1.5 border-l border-line pl-3 text-2xs text-muted">
        {output?.ok && output.evidence ? (
          <p className="flex flex-wrap gap-x-2">
            <span className="font-mono">{output.evidence}</span>
            {output.observedAt ? <span>read {clockTime(output.observedAt, zone)}</span> : null}
            {output.trusted ? null : <Badge look="warn">untrusted text</Badge>}
          </p>
        ) : null}
        <Json title="Asked">{part.input}</Json>
        {output?.ok ? <Json title="Answered">{output.result}</Json> : null}
        {part.state === 'output-error' ? <p>{part.errorText}</p> : null}
      </div>
    </details>
  );
}

function Icon({ running, failed }: { running: boolean; failed: boolean }): ReactNode {
  if (running)
    return <LoaderCircle aria-label="running" className="size-3.5 shrink-0 animate-spin text-faint" />;
  if (failed) return <X aria-label="refused" className="size-3.5 shrink-0 text-warn" />;
  return <Check aria-label="done" className="size-3.5 shrink-0 text-good" />;
}

function Json({ title, children }: { title: string; children: unknown }) {
  if (children === undefined || children === null) return null;
  return (
    <div>
      <p>{title}</p>
      <pre className="mt-0.5 max-h-48 overflow-auto rounded-sm bg-sunken p-2 font-mono whitespace-pre-wrap [overflow-wrap:anywhere]">
        {JSON.stringify(children, null, 1)}
      </pre>
    </div>
  );
}

function asOutput(value: unknown): ChatToolOutput | undefined {
  return typeof value === 'object' && value !== null && 'ok' in value ? (value as ChatToolOutput) : undefined;
}
