import type { ModelScore, ModelView } from '../../../domain/ModelView.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';

/** What a model was measured on before it was shipped, with 95% intervals. */
export function Measurements({
  label,
  measurements,
}: {
  label: string;
  measurements: ModelView['measurements'];
}) {
  const names = measurements[0]?.scores.map(({ name }) => name) ?? [];
  return (
    <section aria-label={`${label}: measured before it was shipped`} className="mt-5">
      <h4 className="text-sm font-semibold">Measured before it was shipped</h4>
      <p className="mt-0.5 text-xs text-muted">
        On what it was not trained on. In brackets the 95% interval of the figure.
      </p>
      <ScrollRegion label={`${label}: table of measurements`} className="mt-2 overflow-x-auto">
        <table className="w-full text-xs">
          <thead>
            <tr>
              <th scope="col" className="py-1.5 pr-4 text-left font-medium text-faint">
                On
              </th>
              <th scope="col" className="px-2 py-1.5 text-right font-medium text-faint">
                Cases
              </th>
              {names.map((name) => (
                <th key={name} scope="col" className="px-2 py-1.5 text-right font-medium text-faint">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {measurements.map(({ title, n, scores }) => (
              <tr key={title} className="border-t border-line">
                <th scope="row" className="min-w-40 py-1.5 pr-4 text-left font-normal">
                  {title}
                </th>
                <td className="px-2 py-1.5 text-right tabular-nums">{n}</td>
                {scores.map((score) => (
                  <td key={score.name} className="px-2 py-1.5 text-right whitespace-nowrap tabular-nums">
                    {figure(score)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

function figure({ value, low, high }: ModelScore): string {
  const short = (number: number) => number.toFixed(Math.abs(number) < 0.1 ? 4 : 3);
  return low === undefined || high === undefined
    ? short(value)
    : `${short(value)} (${short(low)} to ${short(high)})`;
}
