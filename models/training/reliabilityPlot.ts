import type { ReliabilityBin } from '../evaluation/reliability.ts';

const side = 200;
const gap = 56;
const top = 64;

/**
 * A calibration plot as SVG: one square an outcome, what was said from left to right, how often it came from bottom to
 * top. On the diagonal both are the same. The area of a dot grows with the count behind it.
 */
export function reliabilityPlot(title: string, bins: readonly ReliabilityBin[]): string {
  const outcomes = [...new Set(bins.map(({ outcome }) => outcome))];
  const width = gap + outcomes.length * (side + gap);
  const height = top + side + gap;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${gap}" y="24" font-size="14" font-weight="600" fill="#14181f">${escaped(title)}</text>`,
    ...outcomes.flatMap((outcome, i) =>
      panel(
        outcome,
        bins.filter((bin) => bin.outcome === outcome),
        gap + i * (side + gap),
      ),
    ),
    '</svg>',
  ].join('\n')}\n`;
}

function panel(outcome: string, bins: readonly ReliabilityBin[], left: number): string[] {
  const bottom = top + side;
  const x = (share: number) => (left + share * side).toFixed(1);
  const y = (share: number) => (bottom - share * side).toFixed(1);
  const most = Math.max(...bins.map(({ n }) => n));
  const marks = [0, 0.25, 0.5, 0.75, 1];
  return [
    `<text x="${left}" y="${top - 10}" fill="#14181f">${escaped(outcome)}</text>`,
    `<rect x="${left}" y="${top}" width="${side}" height="${side}" fill="none" stroke="#8a93a3"/>`,
    ...marks.flatMap((mark) => [
      `<text x="${x(mark)}" y="${bottom + 16}" text-anchor="middle" fill="#4a5362">${mark}</text>`,
      `<text x="${left - 6}" y="${Number(y(mark)) + 4}" text-anchor="end" fill="#4a5362">${mark}</text>`,
    ]),
    `<text x="${x(0.5)}" y="${bottom + 34}" text-anchor="middle" fill="#4a5362">said</text>`,
    `<text x="${x(0.02)}" y="${top + 14}" fill="#4a5362">came</text>`,
    `<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="#8a93a3" stroke-dasharray="4 4"/>`,
    `<path d="M${bins.map(({ said, came }) => `${x(said)} ${y(came)}`).join('L')}" fill="none" stroke="#0b62b5" stroke-width="1.5"/>`,
    ...bins.map(
      ({ said, came, n }) =>
        `<circle cx="${x(said)}" cy="${y(came)}" r="${(2 + 6 * Math.sqrt(n / most)).toFixed(1)}" fill="#0b62b5" fill-opacity="0.75"><title>said ${said.toFixed(3)}, came ${came.toFixed(3)}, ${n} times</title></circle>`,
    ),
  ];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
