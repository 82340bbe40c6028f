'use client';
import { isToolUIPart } from 'ai';
import dynamic from 'next/dynamic';
import { memo } from 'react';
import type { DeskMessage } from '../../data/chat.ts';
import { persistently } from '../../lib/persistently.ts';
import { ChartCard } from './ChartCard.tsx';
import { ProposalNote } from './ProposalNote.tsx';
import { ToolLine } from './ToolLine.tsx';

const Markdown = dynamic(
  persistently(() => import('./Markdown.tsx')),
  { ssr: false },
);

/** One message: what was said, what was looked up for it, and the cards that belong to it. */
export const Message = memo(function Message({
  message,
  streaming,
}: {
  message: DeskMessage;
  streaming: boolean;
}) {
  if (message.role === 'user') {
    return (
      <div className="mt-5 flex justify-end">
        <div className="max-w-[88%] rounded-xl rounded-br-sm bg-raised px-3 py-2 text-sm whitespace-pre-wrap ring-1 ring-line-strong [overflow-wrap:anywhere]">
          <span className="sr-only">You: </span>
          {message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')}
        </div>
      </div>
    );
  }
  return (
    <div className="mt-4 space-y-2.5">
      <span className="sr-only">Analyst: </span>
      {message.parts.map((part, index) => {
        const key = `${message.id} ${index}`;
        if (part.type === 'text') return <Markdown key={key} text={part.text} streaming={streaming} />;
        if (part.type === 'data-proposal') return <ProposalNote key={key} id={part.data.id} />;
        if (part.type === 'data-chart')
          return <ChartCard key={key} instrument={part.data.instrument} timeframe={part.data.timeframe} />;
        if (isToolUIPart(part)) return <ToolLine key={key} part={part} />;
        return null;
      })}
    </div>
  );
});
