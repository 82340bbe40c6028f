'use client';
import { Command, OctagonX } from 'lucide-react';
import { deskState } from '../../data/desk.ts';
import { useResource } from '../../data/resource.ts';
import { setUi } from '../../data/ui.ts';
import { Button } from '../ui/Button.tsx';
import { Clock } from './Clock.tsx';
import { Equity } from './Equity.tsx';
import { FeedAge } from './FeedAge.tsx';
import { ModeNotice } from './ModeNotice.tsx';
import { ScreenLinks } from './ScreenLinks.tsx';
import { SettingsMenu } from './SettingsMenu.tsx';
import { TradingStateBadge } from './TradingStateBadge.tsx';
import { Wordmark } from './Wordmark.tsx';

/** Mode in words, trading state, age of the market, clock, and the kill switch; always in sight. */
export function ModeBar() {
  const state = useResource(deskState).data;
  return (
    <header className="flex h-12 shrink-0 items-center gap-4 border-b border-line bg-panel px-3 sm:px-4">
      <h1 className="max-md:sr-only">
        <Wordmark />
      </h1>
      <ScreenLinks />
      <ModeNotice state={state} />
      <TradingStateBadge />
      <div className="ml-auto flex items-center gap-4 max-lg:hidden">
        <span className="max-xl:hidden">
          <Equity />
        </span>
        <FeedAge />
        <Clock />
      </div>
      <div className="flex items-center gap-1 max-lg:ml-auto">
        <Button
          look="ghost"
          size="icon"
          aria-label="Command palette"
          title="Command palette (Ctrl or ⌘ + K)"
          className="max-sm:hidden"
          onClick={() => setUi({ dialog: 'palette' })}
        >
          <Command aria-hidden />
        </Button>
        <SettingsMenu />
      </div>
      <Button
        look="dangerOutline"
        size="md"
        aria-label="Kill switch"
        title="Kill switch (Alt + Shift + K)"
        className="font-semibold max-sm:h-10"
        onClick={() => setUi({ dialog: 'kill' })}
      >
        <OctagonX aria-hidden /> Kill
      </Button>
    </header>
  );
}
