import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./globals.css', import.meta.url), 'utf8');
const themes = {
  light: [':root'],
  dark: [':root', '.dark'],
} as const;
const palettes = ['blue-orange', 'classic', 'red-up'] as const;

/** Variables of a theme and palette, later rules over earlier ones, as the browser would have them. */
function variables(theme: keyof typeof themes, palette: (typeof palettes)[number]): Map<string, string> {
  const selectors = [
    ...themes[theme],
    `[data-palette='${palette}']`,
    ...(theme === 'dark' ? [`.dark[data-palette='${palette}']`] : []),
  ];
  const found = new Map<string, string>();
  for (const selector of selectors) {
    const start = css.indexOf(`\n${selector} {`);
    if (start < 0) continue;
    const block = css.slice(start, css.indexOf('\n}', start));
    for (const [, name, value] of block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g))
      found.set(name ?? '', value ?? '');
  }
  return found;
}

function channels(colour: string): [number, number, number] {
  const at = (index: number) => Number.parseInt(colour.slice(index, index + 2), 16) / 255;
  return [at(1), at(3), at(5)];
}

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map(linear) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each(Object.keys(themes) as (keyof typeof themes)[])('palette, %s', (theme) => {
  it.each(palettes)('behavior: %s has text of at least 4.5 to 1 on every surface', (palette) => {
    const colours = variables(theme, palette);
    const weak: string[] = [];
    for (const text of [
      'ink',
      'muted',
      'faint',
      'up',
      'down',
      'warn',
      'danger',
      'good',
      'sim',
      'recorded',
      'real',
    ]) {
      for (const surface of ['canvas', 'panel', 'raised', 'sunken', 'field']) {
        const ratio = contrast(colours.get(text) ?? '', colours.get(surface) ?? '');
        if (!(ratio >= 4.5)) weak.push(`${text} on ${surface}: ${ratio.toFixed(2)}`);
      }
    }
    expect(weak).toEqual([]);
  });

  it.each(palettes)('behavior: %s outlines its controls with at least 3 to 1', (palette) => {
    const colours = variables(theme, palette);
    for (const surface of ['panel', 'field']) {
      expect(contrast(colours.get('control') ?? '', colours.get(surface) ?? '')).toBeGreaterThanOrEqual(3);
      expect(contrast(colours.get('focus') ?? '', colours.get(surface) ?? '')).toBeGreaterThanOrEqual(3);
    }
  });
});

it('default', () => {
  expect(variables('dark', 'blue-orange').get('up')).toBe('#58a6ff');
  expect(contrast('#58a6ff', '#0b0e14')).toBeCloseTo(7.65, 1);
  expect(contrast('#b45309', '#ffffff')).toBeCloseTo(5.02, 1);
});
