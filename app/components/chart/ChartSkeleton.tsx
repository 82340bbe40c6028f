const heights = [
  34, 46, 40, 58, 52, 66, 60, 48, 56, 70, 64, 76, 68, 59, 62, 50, 44, 57, 65, 72, 67, 78, 71, 61,
];

/** Candles that are not there yet, in the place where they will be. */
export function ChartSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the chart"
      className="flex h-full min-h-40 items-end gap-[1.2%] px-6 pb-14"
    >
      {heights.map((height) => (
        <div
          key={height}
          className="flex-1 animate-breathe rounded-[2px] bg-line"
          style={{ height: `${height}%`, animationDelay: `${height * 15}ms` }}
        />
      ))}
    </div>
  );
}
