'use client';
import dynamic from 'next/dynamic';
import { Group, Panel as Pane, Separator } from 'react-resizable-panels';
import { type RailTab, setUi, useUi } from '../../data/ui.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import { useWaiting } from '../../hooks/useWaiting.ts';
import { persistently } from '../../lib/persistently.ts';
import { ChartPanel } from '../chart/ChartPanel.tsx';
import { ChatSkeleton } from '../chat/ChatSkeleton.tsx';
import { ProposalsPanel } from '../proposals/ProposalsPanel.tsx';
import { RiskPanel } from '../risk/RiskPanel.tsx';
import { Panel } from '../ui/Panel.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { type Tab, Tabs } from '../ui/Tabs.tsx';
import { Dock } from './Dock.tsx';

const ChatPanel = dynamic(
  persistently(() => import('../chat/ChatPanel.tsx')),
  { ssr: false, loading: ChatSkeleton },
);

const TicketForm = dynamic(
  persistently(() => import('../ticket/TicketForm.tsx').then((file) => file.TicketForm)),
  {
    ssr: false,
    loading: () => <SkeletonRows rows={8} label="Loading the ticket" />,
  },
);

/** Chart over tables, proposals beside it, chat at the right where there is room for it. */
export function DeskWide() {
  const { rail } = useUi();
  const roomForChat = useMedia('(min-width: 1240px)') === true;
  const waiting = useWaiting();
  const tabs: Tab<RailTab>[] = [
    {
      key: 'proposals',
      label: 'Proposals',
      count: waiting.length,
      urgent: true,
      content: <ProposalsPanel />,
    },
    { key: 'ticket', label: 'Ticket', content: <TicketForm /> },
    { key: 'risk', label: 'Risk', content: <RiskPanel /> },
    ...(roomForChat ? [] : [{ key: 'chat' as const, label: 'Chat', content: <ChatPanel /> }]),
  ];
  return (
    <Group orientation="horizontal" className="h-full" id="desk">
      <Pane id="market" minSize="32%">
        <Group orientation="vertical" id="market-rows">
          <Pane id="chart-pane" defaultSize="66%" minSize="30%">
            <ChartPanel />
          </Pane>
          <Divider label="Resize chart and tables" />
          <Pane id="dock-pane" minSize="16%">
            <Dock />
          </Pane>
        </Group>
      </Pane>
      <Divider label="Resize chart and proposals" />
      <Pane
        id="rail-pane"
        defaultSize={roomForChat ? '380px' : '400px'}
        minSize="320px"
        groupResizeBehavior="preserve-pixel-size"
      >
        <Panel label="Decide">
          <Tabs
            label="Proposals, ticket and risk"
            value={roomForChat && rail === 'chat' ? 'proposals' : rail}
            onChange={(next) => setUi({ rail: next })}
            tabs={tabs}
          />
        </Panel>
      </Pane>
      {roomForChat ? <Divider label="Resize proposals and chat" /> : null}
      {roomForChat ? (
        <Pane id="chat-pane" defaultSize="360px" minSize="280px" groupResizeBehavior="preserve-pixel-size">
          <ChatPanel />
        </Pane>
      ) : null}
    </Group>
  );
}

function Divider({ label }: { label: string }) {
  return (
    <Separator
      aria-label={label}
      className="relative bg-line outline-none transition-colors after:absolute after:inset-0 hover:bg-control focus-visible:bg-focus data-[separator=active]:bg-focus aria-[orientation=horizontal]:h-px aria-[orientation=vertical]:w-px"
    />
  );
}
