/** `"1.00% of equity"` beside `"≤ 20.00% of equity"` is `"1.00%"`: the unit is said once. */
export function withoutSharedEnd(observed: string, limit: string): string {
  if (!/\d/.test(observed)) return observed;
  const words = observed.split(' ');
  const others = limit.split(' ');
  while (words.length > 1 && others.length > 1 && words.at(-1) === others.at(-1)) {
    words.pop();
    others.pop();
  }
  return words.join(' ');
}
