import { expect, test } from 'vitest';
import { reliabilityPlot } from './reliabilityPlot.ts';

const bin = (outcome: string, said: number, came: number, n: number) => ({
  ...{ outcome, said, came, n },
  from: 0,
  to: 1,
});

test('default: a panel an outcome, a dot a bin, at what was said and what came', () => {
  const svg = reliabilityPlot('Mood & <more>', [
    bin('down', 0.25, 0.5, 100),
    bin('down', 0.75, 1, 25),
    bin('up', 0, 0, 1),
  ]);
  expect(svg).toContain('<title>Mood &amp; &lt;more&gt;</title>');
  expect(svg.match(/<circle/g)).toHaveLength(3);
  // The first square begins at 56 and ends, below, at 264; it is 200 wide.
  expect(svg).toContain('cx="106.0" cy="164.0" r="8.0"');
  expect(svg).toContain('cx="206.0" cy="64.0" r="5.0"');
  expect(svg).toContain('cx="312.0" cy="264.0"');
});
