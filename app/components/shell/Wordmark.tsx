/** Two strokes that cross a line: a signature under a signature. */
export function Wordmark({ compact }: { compact?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2 text-ink">
      <svg
        aria-hidden
        viewBox="0 0 20 20"
        className="size-5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
      >
        <path d="M2.5 16.5h15" opacity="0.45" />
        <path d="M4 11.5 8 4l2 9 2.5-6.5L14 11l2.5-2.5" strokeLinejoin="round" />
      </svg>
      <span className={compact ? 'sr-only' : 'text-base font-semibold tracking-tight'}>Countersign</span>
    </span>
  );
}
