/** Ways of saying the same, brought to one word, so that every later rule is written once. */
const words: readonly [RegExp, string][] = [
  [/\bs\/l\b|\bstop[- ]?loss(?:es)?\b|\bstoploss\b|\bprotective stop\b/g, 'stop'],
  [/\bt\/p\b|\btake[- ]?profits?\b|\bprofit[- ]target\b|\btgt\b/g, 'target'],
  [/\bper ?cent\b|\bpct\b/g, '%'],
  [/\bp ?& ?l\b|\bp\/l\b|\bpnl\b/g, 'profit'],
  [/\b(stop|sl|tp|target|limit|at|buy|sell|for)(?=[$\d.]*\d)/g, '$1 '],
  [/\bwanna\b/g, 'want to'],
  [/\bgonna\b/g, 'going to'],
  [/\bmkt\b/g, 'market'],
  [/\blmt\b/g, 'limit'],
  [/\bporfolio\b|\bportfoilo\b|\bportolio\b/g, 'portfolio'],
  [/\bpls\b|\bplz\b/g, 'please'],
];

/** Replaces synonyms in a normalised message. */
export function unifyWords(text: string): string {
  return words.reduce((unified, [from, to]) => unified.replace(from, to), text);
}
