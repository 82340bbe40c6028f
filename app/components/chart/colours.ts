/** The page's colours, read from its style so that the canvas follows theme and palette. */
export type ChartColours = Record<
  | 'panel'
  | 'line'
  | 'ink'
  | 'muted'
  | 'faint'
  | 'up'
  | 'down'
  | 'warn'
  | 'danger'
  | 'sim'
  | 'recorded'
  | 'real'
  | 'upSoft'
  | 'downSoft',
  string
>;

export function readColours(element: Element): ChartColours {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    panel: read('panel'),
    line: read('line'),
    ink: read('ink'),
    muted: read('muted'),
    faint: read('faint'),
    up: read('up'),
    down: read('down'),
    warn: read('warn'),
    danger: read('danger'),
    sim: read('sim'),
    recorded: read('recorded'),
    real: read('real'),
    upSoft: withAlpha(read('up'), '40'),
    downSoft: withAlpha(read('down'), '40'),
  };
}

/** Appends an alpha to a `#rrggbb` colour. */
export function withAlpha(colour: string, alpha: string): string {
  return /^#[0-9a-f]{6}$/i.test(colour) ? `${colour}${alpha}` : colour;
}
