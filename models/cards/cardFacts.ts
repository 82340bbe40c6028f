/** The texts of a card's record that are there, under the names that a person reads. */
export function cardFacts(
  record: Readonly<Record<string, unknown>>,
  terms: Readonly<Record<string, string>>,
): { term: string; text: string }[] {
  return Object.entries(terms).flatMap(([key, term]) => {
    const text = record[key];
    return typeof text === 'string' ? [{ term, text }] : [];
  });
}
