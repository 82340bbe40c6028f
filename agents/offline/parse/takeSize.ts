import type { Annotated } from './Annotated.ts';
import type { Intent, Size } from './ParsedMessage.ts';
import type { TextCursor } from './TextCursor.ts';

const shares: readonly [RegExp, string][] = [
  [/\b(?:a |one )?half\b/, '50'],
  [/\b(?:a |one )?third\b/, '33.33'],
  [/\b(?:a |one )?quarter\b/, '25'],
  [/\b(?:all|everything|entire|whole|full)\b/, '100'],
];
const held = `(?: of)?(?: (?:my|the|our))?(?: (?:entire|whole|full))?`;
const cash = `(?:cash|free cash|Q|balance|buying power|funds)`;
const equity = `(?:equity|portfolio|account|capital|net worth|money|wealth|bankroll)`;

type Taken = { kind: 'taken'; size?: Size };

/** Takes the size out of the message; `size` is left out where none is named. */
export function takeSize(cursor: TextCursor, message: Annotated, side: 'buy' | 'sell'): Taken | Intent {
  const percent = takePercent(cursor, message, side);
  if (percent === 'ofWhat') return unclear('How many percent of what: of your equity, or of your cash?');
  const found = [...percent, ...takeAmounts(cursor, message), ...takeShare(cursor, side)];
  const [size, second] = found;
  if (second) {
    return unclear(
      'I see two sizes, or a size and a price that I cannot tell apart. Write the size once, and a limit price with "at".',
    );
  }
  if (!size) return { kind: 'taken' };
  if (/^0*(\.0*)?$/.test(size.amount)) return unclear('The size has to be above 0. How much should it be?');
  if (size.unit === 'ambiguous') {
    return unclear(`Is ${size.amount} a thousand and more, or a decimal? Please write it without the comma.`);
  }
  return { kind: 'taken', size: { unit: size.unit, amount: size.amount } };
}

type Found = { unit: Size['unit'] | 'ambiguous'; amount: string };

function takePercent(cursor: TextCursor, message: Annotated, side: 'buy' | 'sell'): Found[] | 'ofWhat' {
  const match =
    cursor.take(
      new RegExp(
        String.raw`N(\d+) ?(?:%|percent\b|pct\b)${held} ?(${cash}|${equity}|I\d+(?: position| holdings?)?|position|holdings?|it)?`,
      ),
    ) ?? undefined;
  if (!match) return [];
  const amount = numberAt(message, match[1]).value;
  const of = match[2] ?? '';
  if (new RegExp(cash).test(of)) return [{ unit: 'percentOfCash', amount }];
  // "10% of BTC" does not say of what.
  if (side === 'buy') return of.startsWith('I') ? 'ofWhat' : [{ unit: 'percentOfEquity', amount }];
  return [{ unit: new RegExp(equity).test(of) ? 'percentOfEquity' : 'percentOfPosition', amount }];
}

function takeShare(cursor: TextCursor, side: 'buy' | 'sell'): Found[] {
  for (const [words, amount] of shares) {
    const some = new RegExp(
      `${words.source}${held} (${cash}|${equity}|I\\d+(?: position| holdings?)?|position|holdings?|it)`,
    );
    const match = cursor.take(some);
    if (!match) continue;
    const of = match[1] ?? '';
    if (new RegExp(cash).test(of)) return [{ unit: 'percentOfCash', amount }];
    if (new RegExp(equity).test(of)) return [{ unit: 'percentOfEquity', amount }];
    return side === 'sell' ? [{ unit: 'percentOfPosition', amount }] : [];
  }
  if (side === 'buy') return cursor.take(/\ball[ -]in\b/) ? [{ unit: 'percentOfCash', amount: '100' }] : [];
  return cursor.take(/\bmy (?:whole |entire )?I\d+\b|\bI\d+ position\b/)
    ? [{ unit: 'percentOfPosition', amount: '100' }]
    : [];
}

function takeAmounts(cursor: TextCursor, message: Annotated): Found[] {
  const found: Found[] = [];
  for (;;) {
    const quote = cursor.take(/\$ ?N(\d+)(?: ?Q)?|N(\d+) ?(?:\$|Q)/);
    if (!quote) break;
    found.push({ unit: 'quote', amount: numberAt(message, quote[1] ?? quote[2]).value });
  }
  for (;;) {
    const base = cursor.take(/N(\d+)(?: (?:more|of|units?|coins?|worth))*(?: of)?(?: my)? I\d+/);
    if (!base) break;
    // "500 of BTC" could be 500 coins or 500 in money.
    if (/ (?:of|worth)\b/.test(base[0]) && !/units?|coins?|of my/.test(base[0]))
      return [...found, { unit: 'base', amount: '1' }, { unit: 'base', amount: '1' }];
    const { value, thousands } = numberAt(message, base[1]);
    found.push({
      unit: thousands ? 'ambiguous' : 'base',
      amount: thousands ? (message.numbers[Number(base[1])]?.written ?? value) : value,
    });
  }
  return found;
}

function numberAt(message: Annotated, index: string | undefined): { value: string; thousands: boolean } {
  const read = message.numbers[Number(index)]?.read;
  return read?.ok ? { value: read.value, thousands: read.thousands } : { value: '0', thousands: false };
}

function unclear(question: string): Intent {
  return { kind: 'unclear', question };
}
