import { Skeleton } from '../ui/Skeleton.tsx';

/** The shape and height of a proposal card that is on its way. */
export function CardSkeleton() {
  return (
    <div role="status" aria-label="Loading proposals" className="space-y-4 p-4">
      <div className="flex justify-between">
        <Skeleton className="h-4 w-36" />
        <Skeleton className="h-4 w-20" />
      </div>
      <Skeleton className="h-6 w-4/5" />
      <div className="grid grid-cols-3 gap-2">
        {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
          <Skeleton key={key} className="h-14" />
        ))}
      </div>
      <Skeleton className="h-12" />
      <div className="space-y-2.5">
        {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
          <Skeleton key={key} className="h-3.5" />
        ))}
      </div>
      <Skeleton className="h-9" />
    </div>
  );
}
