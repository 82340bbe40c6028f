import { Skeleton } from '../ui/Skeleton.tsx';

/** The chat before its code and its transcript are there. */
export function ChatSkeleton() {
  return (
    <div role="status" aria-label="Loading the chat" className="flex h-full flex-col bg-panel">
      <div className="flex h-10 items-center border-b border-line px-4">
        <Skeleton className="h-3.5 w-24" />
      </div>
      <div className="flex-1 space-y-3 p-4">
        <Skeleton className="h-3.5 w-5/6" />
        <Skeleton className="h-3.5 w-full" />
        <Skeleton className="h-3.5 w-2/3" />
      </div>
      <div className="p-3">
        <Skeleton className="h-20 rounded-lg" />
      </div>
    </div>
  );
}
