import type { InstrumentId } from '../../../domain/ids.ts';
import { type Annotated, mark } from './Annotated.ts';
import { coinNames, foreignMoney, type Vocabulary } from './Vocabulary.ts';

/** Long enough names that a slip of the finger is still recognised. */
const forgiving = ['bitcoin', 'ethereum', 'solana'];

/** Marks pairs, symbols, names and cashtags; remembers coins that are not traded here. */
export function annotateCoins(found: Annotated, vocabulary: Vocabulary): void {
  const byBase = new Map<string, InstrumentId>();
  for (const id of vocabulary.instruments) byBase.set(id.split('/')[0]?.toLowerCase() ?? '', id);
  const quote = vocabulary.currency.toLowerCase();
  const quotes = new Set([quote, ...(quote.startsWith('usd') ? ['usd', 'usdt'] : [])]);
  const coins = new Set([...byBase.keys(), ...Object.keys(coinNames)]);

  const baseOf = (word: string) => (byBase.has(word) ? word : coinNames[word]?.toLowerCase());
  const instrumentOf = (word: string) => byBase.get(baseOf(word) ?? '');
  const other = (name: string) => {
    found.unknown.push(name.toUpperCase());
    return ' U ';
  };

  found.text = found.text
    .replace(
      /(?<![\w$#/-])([a-z0-9]{2,10})(?: ?\/ ?|[_-])([a-z0-9]{2,10})(?![\w/-])/g,
      (written, base: string, to: string) => {
        const id = instrumentOf(base);
        if (id && quotes.has(to)) return mark(found.instruments, id, 'I');
        if (quotes.has(base) && instrumentOf(to)) {
          found.notes.push(`${written.toUpperCase()} is swapped; I read it as ${instrumentOf(to)}.`);
          return mark(found.instruments, instrumentOf(to) as InstrumentId, 'I');
        }
        const money = (word: string) => coins.has(word) || quotes.has(word) || word in foreignMoney;
        return money(base) && money(to) ? other(`${base}/${to}`) : written;
      },
    )
    .replace(/(?<=[\s\d])([a-z]{2,6})(usdt|usd)(?!\w)/g, (written, base: string) => {
      const id = byBase.get(base);
      return id && quotes.has(quote) ? mark(found.instruments, id, 'I') : written;
    })
    .replace(/(?<=[\s\d(,"']|^)[$#]?([a-z]{2,10})(?=[\s,.;:!?)"'@]|$)/g, (written, word: string) => {
      const id = instrumentOf(word);
      if (id) return mark(found.instruments, id, 'I');
      if (coinNames[word]) return other(coinNames[word]);
      if (written.startsWith('$') && !quotes.has(word)) return other(word);
      const near = forgiving.find((name) => isSlip(word, name));
      const meant = near && instrumentOf(near);
      if (!near || !meant) return written;
      found.notes.push(`I read "${word}" as ${near}.`);
      return mark(found.instruments, meant, 'I');
    });
}

/** Whether a word is a name with one slip in it, or two in a long one. */
function isSlip(word: string, name: string): boolean {
  if (word.length < 6 || word[0] !== name[0]) return false;
  return distance(word, name) <= (name.length > 6 ? 2 : 1);
}

/** Edits between two words: insert, delete, replace, or swap neighbours. */
function distance(a: string, b: string): number {
  const rows = [...Array(a.length + 1).keys()].map((i) =>
    [...Array(b.length + 1).keys()].map((j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      const row = rows[i];
      if (row) row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost, swapped);
    }
  }
  return at(a.length, b.length);
}
