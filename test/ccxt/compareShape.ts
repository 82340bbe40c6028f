/** What of a published answer is missing or of another kind in ours; null where nothing is. */
export function compareShape(published: unknown, ours: unknown, at = 'the answer'): string | null {
  if (Array.isArray(published)) {
    if (!Array.isArray(ours)) return `${at} is no list`;
    if (published.length === 0) return null;
    if (ours.length === 0) return `${at} is empty`;
    // Rows of a list are alike; columns of a row are not.
    if (published.some((each) => typeof each !== 'object' || each === null)) {
      if (ours.length < published.length) return `${at} has ${ours.length} of ${published.length} columns`;
      return firstOf(published.map((each, index) => compareShape(each, ours[index], `${at}[${index}]`)));
    }
    return compareShape(published[0], ours[0], `${at}[0]`);
  }
  if (typeof published === 'object' && published !== null) {
    if (typeof ours !== 'object' || ours === null) return `${at} is no object`;
    const found: Readonly<Record<string, unknown>> = Object(ours);
    return firstOf(
      Object.entries(published).map(([key, value]) =>
        key in found ? compareShape(value, found[key], `${at}.${key}`) : `${at} has no ${key}`,
      ),
    );
  }
  const [wanted, is] = [kindOf(published), kindOf(ours)];
  return wanted === is ? null : `${at} is a ${is} and not a ${wanted}`;
}

/** ccxt publishes numbers in quotes, so that a number and its text are one kind. */
function kindOf(value: unknown): string {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string' && value !== '' && Number.isFinite(Number(value))) return 'number';
  return typeof value;
}

function firstOf(faults: readonly (string | null)[]): string | null {
  return faults.find((fault) => fault !== null) ?? null;
}
