import type { ModelReliability } from '../../../domain/ModelView.ts';

type Bin = ModelReliability['bins'][number];

/** What a model said against what came: one square for each outcome. */
export function ReliabilityPlot({ record }: { record: ModelReliability }) {
  const outcomes = [...new Set(record.bins.map(({ outcome }) => outcome))];
  return (
    <div>
      <p className="text-xs font-medium">{record.title}</p>
      <div className="mt-2 grid grid-cols-3 gap-3">
        {outcomes.map((outcome) => (
          <Square
            key={outcome}
            title={record.title}
            outcome={outcome}
            bins={record.bins.filter((bin) => bin.outcome === outcome)}
          />
        ))}
      </div>
    </div>
  );
}

function Square({ title, outcome, bins }: { title: string; outcome: string; bins: Bin[] }) {
  const most = Math.max(...bins.map(({ n }) => n));
  const x = (share: number) => 4 + share * 92;
  const y = (share: number) => 96 - share * 92;
  const words = bins.map(
    ({ said, came, n }) => `said ${said.toFixed(2)}, came ${came.toFixed(2)}, ${n} times`,
  );
  return (
    <figure>
      <svg
        viewBox="0 0 100 100"
        role="img"
        aria-label={`${title}, ${outcome}: ${words.join('; ')}`}
        className="w-full"
      >
        <rect
          x="4"
          y="4"
          width="92"
          height="92"
          className="fill-sunken stroke-line-strong"
          strokeWidth="0.75"
        />
        <path d="M4 96L96 4" className="stroke-control" strokeWidth="0.75" strokeDasharray="2 2" />
        <path
          d={`M${bins.map(({ said, came }) => `${x(said)} ${y(came)}`).join('L')}`}
          className="stroke-up"
          strokeWidth="1"
          fill="none"
        />
        {bins.map(({ said, came, n }) => (
          <circle
            key={said}
            cx={x(said)}
            cy={y(came)}
            r={1 + 3 * Math.sqrt(n / most)}
            className="fill-up"
            fillOpacity="0.8"
          />
        ))}
      </svg>
      <figcaption className="text-center text-2xs text-muted">{outcome}</figcaption>
    </figure>
  );
}
