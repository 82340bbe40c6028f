'use client';
import dynamic from 'next/dynamic';
import { useUi } from '../../data/ui.ts';
import { useMedia } from '../../hooks/useMedia.ts';
import { useOnline } from '../../hooks/useOnline.ts';
import { persistently } from '../../lib/persistently.ts';
import { KillDialog } from '../risk/KillDialog.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
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

const ModelsScreen = dynamic(
  persistently(() => import('../models/ModelsScreen.tsx')),
  { ssr: false, loading: () => <SkeletonRows rows={12} label="Loading the models" /> },
);

/** Everything needed to see, decide and stop; and, instead of it, the other screens. */
export function Desk() {
  const phone = useMedia('(max-width: 819px)');
  const online = useOnline();
  const { screen } = useUi();
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <ModeBar />
      <OfflineBanner />
      <FirstMinute />
      <main data-stale={!online} className="min-h-0 flex-1 stale:grayscale">
        {screen === 'models' ? (
          <ModelsScreen />
        ) : phone === null ? (
          <DeskSkeleton />
        ) : phone ? (
          <PhoneDesk />
        ) : (
          <DeskWide />
        )}
      </main>
      {/* Part of the first download: it has to open with the desk gone. */}
      <KillDialog />
      <Dialogs />
    </div>
  );
}
