'use client';
import dynamic from 'next/dynamic';
import { useMedia } from '../../hooks/useMedia.ts';
import { useOnline } from '../../hooks/useOnline.ts';
import { persistently } from '../../lib/persistently.ts';
import { KillDialog } from '../risk/KillDialog.tsx';
import { DeskSkeleton } from './DeskSkeleton.tsx';
import { DeskWide } from './DeskWide.tsx';
import { FirstMinute } from './FirstMinute.tsx';
import { ModeBar } from './ModeBar.tsx';
import { OfflineBanner } from './OfflineBanner.tsx';
import { PhoneDesk } from './PhoneDesk.tsx';

const Dialogs = dynamic(
  persistently(() => import('./Dialogs.tsx')),
  { ssr: false },
);

/** One screen: everything needed to see, decide and stop. */
export function Desk() {
  const phone = useMedia('(max-width: 819px)');
  const online = useOnline();
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <ModeBar />
      <OfflineBanner />
      <FirstMinute />
      <main data-stale={!online} className="min-h-0 flex-1 stale:grayscale">
        {phone === null ? <DeskSkeleton /> : phone ? <PhoneDesk /> : <DeskWide />}
      </main>
      {/* Part of the first download: it has to open with the desk gone. */}
      <KillDialog />
      <Dialogs />
    </div>
  );
}
