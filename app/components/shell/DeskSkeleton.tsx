import { ChartSkeleton } from '../chart/ChartSkeleton.tsx';
import { CardSkeleton } from '../proposals/CardSkeleton.tsx';

/** The desk before the browser has said how wide it is. */
export function DeskSkeleton() {
  return (
    <div className="flex h-full gap-px bg-line">
      <div className="min-w-0 flex-1 bg-panel pt-11">
        <ChartSkeleton />
      </div>
      <div className="w-[360px] bg-panel pt-10 max-[819px]:hidden">
        <CardSkeleton />
      </div>
    </div>
  );
}
