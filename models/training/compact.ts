/** Rounds every number of a JSON value to `digits` significant digits, so that cards stay readable and small. */
export function compact(value: unknown, digits = 5): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value : Number(value.toPrecision(digits));
  if (Array.isArray(value)) return value.map((entry) => compact(entry, digits));
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, compact(entry, digits)]));
  return value;
}
