'use client';
import { ChartCandlestick, CircleGauge, MessageSquare, Signature, WalletMinimal } from 'lucide-react';
import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { type PhoneTab, setUi, useUi } from '../../data/ui.ts';
import { useWaiting } from '../../hooks/useWaiting.ts';
import { cn } from '../../lib/cn.ts';
import { persistently } from '../../lib/persistently.ts';
import { ChartPanel } from '../chart/ChartPanel.tsx';
import { ChatSkeleton } from '../chat/ChatSkeleton.tsx';
import { ProposalsPanel } from '../proposals/ProposalsPanel.tsx';
import { RiskPanel } from '../risk/RiskPanel.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Dock } from './Dock.tsx';
import { PhoneWaiting } from './PhoneWaiting.tsx';

const ChatPanel = dynamic(
  persistently(() => import('../chat/ChatPanel.tsx')),
  { ssr: false, loading: ChatSkeleton },
);

const items: { key: PhoneTab; label: string; icon: ReactNode }[] = [
  { key: 'chart', label: 'Chart', icon: <ChartCandlestick aria-hidden className="size-5" /> },
  { key: 'chat', label: 'Chat', icon: <MessageSquare aria-hidden className="size-5" /> },
  { key: 'proposals', label: 'Proposals', icon: <Signature aria-hidden className="size-5" /> },
  { key: 'positions', label: 'Positions', icon: <WalletMinimal aria-hidden className="size-5" /> },
  { key: 'risk', label: 'Risk', icon: <CircleGauge aria-hidden className="size-5" /> },
];

/** One part at a time, chosen at the bottom edge where thumbs are. */
export function PhoneDesk() {
  const { phone } = useUi();
  const waiting = useWaiting().length;
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 flex-1">
        {phone === 'chart' ? (
          <div className="flex h-full flex-col">
            <div className="min-h-0 flex-1">
              <ChartPanel />
            </div>
            <PhoneWaiting />
          </div>
        ) : null}
        {phone === 'chat' ? <ChatPanel /> : null}
        {phone === 'proposals' ? (
          <Panel label="Proposals">
            <ProposalsPanel />
          </Panel>
        ) : null}
        {phone === 'positions' ? <Dock /> : null}
        {phone === 'risk' ? (
          <Panel label="Risk">
            <RiskPanel />
          </Panel>
        ) : null}
      </div>
      <nav
        aria-label="Desk"
        className="grid shrink-0 grid-cols-5 border-t border-line bg-panel pb-[env(safe-area-inset-bottom)]"
      >
        {items.map((item) => (
          <button
            key={item.key}
            type="button"
            aria-current={phone === item.key ? 'page' : undefined}
            onClick={() => setUi({ phone: item.key })}
            className={cn(
              'relative flex h-14 flex-col items-center justify-center gap-0.5 text-2xs font-medium outline-offset-[-3px]',
              phone === item.key ? 'text-ink' : 'text-faint',
            )}
          >
            {item.icon}
            {item.label}
            {item.key === 'proposals' && waiting > 0 ? (
              <span className="absolute top-1.5 left-1/2 ml-1.5 min-w-4 rounded-full bg-ink px-1 text-center text-[10px] font-bold text-inverse">
                {waiting}
                <span className="sr-only"> waiting</span>
              </span>
            ) : null}
          </button>
        ))}
      </nav>
    </div>
  );
}
