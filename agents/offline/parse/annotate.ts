import { orderId, proposalId } from '../../../domain/ids.ts';
import { type Timeframe, timeframe } from '../../../domain/market.ts';
import { type Annotated, mark } from './Annotated.ts';
import { annotateCoins } from './annotateCoins.ts';
import { type ReadNumber, readNumber } from './readNumber.ts';
import { dollarWords, foreignMoney, type Vocabulary } from './Vocabulary.ts';

const wordNumbers = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const timeframeWords: readonly [RegExp, Timeframe][] = [
  [/\bhourly\b|\b(?:one|an?) hour (?=chart|candles?|bars?)/g, '1h'],
  [/\bdaily\b(?= (?:chart|candles?|bars?|trend))/g, '1d'],
];

/** Marks the pieces of a normalised message. */
export function annotate(text: string, vocabulary: Vocabulary): Annotated {
  const found: Annotated = {
    text: ` ${text} `,
    ...{ numbers: [], instruments: [], timeframes: [], money: [], addresses: [], proposals: [], orders: [] },
    ...{ unknown: [], notes: [] },
  };
  markIds(found);
  annotateCoins(found, vocabulary);
  markMoney(found, vocabulary);
  markTimeframes(found);
  markNumbers(found);
  found.text = found.text.replace(/\s+/g, ' ').trim();
  return found;
}

function markIds(found: Annotated): void {
  found.text = found.text
    .replace(/\b0x[0-9a-f]{40}\b/g, (address) => mark(found.addresses, address, 'A'))
    .replace(/\bprp-[0-9a-z]{8}\b/g, (id) => mark(found.proposals, proposalId.parse(id.toUpperCase()), 'P'))
    .replace(/\bord-[0-9a-z]{16}\b/g, (id) => mark(found.orders, orderId.parse(id.toUpperCase()), 'O'));
}

function markMoney(found: Annotated, { currency }: Vocabulary): void {
  const dollars = currency.startsWith('USD');
  const own = [currency.toLowerCase(), ...(dollars ? dollarWords : [])];
  const words = Object.keys(foreignMoney).filter((word) => /^\w/.test(word) && !own.includes(word));
  const spoken = (list: readonly string[]) =>
    new RegExp(`(?<=[\\s\\d(.,k])(?:${list.join('|')})(?![\\w])`, 'g');
  found.text = found.text
    .replace(spoken(own), (word) => {
      if (/usd$|dollar|bucks/.test(word) && currency !== 'USD') {
        found.notes.push(`I count dollars as ${currency}.`);
      }
      return ' Q ';
    })
    .replace(spoken(words), (word) => mark(found.money, foreignMoney[word] ?? word, 'F'))
    .replace(/[€£¥₹₿]/g, (sign) => mark(found.money, foreignMoney[sign] ?? sign, 'F'));
  if (dollars) found.text = found.text.replaceAll('$', ' $ ');
}

function markTimeframes(found: Annotated): void {
  found.text = found.text.replace(
    /(?<=\s)(?<!\b(?:last|past|previous|in) )(1|5|15|4)[ -]?(m|min|mins|minutes?|h|hrs?|hours?|d|days?)\b(?! *[Q$])/g,
    (written, count: string, unit: string) => {
      const parsed = timeframe.safeParse(`${count}${unit[0]}`);
      return parsed.success ? mark(found.timeframes, parsed.data, 'T') : written;
    },
  );
  for (const [words, length] of timeframeWords) {
    found.text = found.text.replace(words, () => mark(found.timeframes, length, 'T'));
  }
}

function markNumbers(found: Annotated): void {
  const spelled = new RegExp(`(?<=\\s)(${wordNumbers.join('|')})(?=\\s+I\\d)`, 'g');
  found.text = found.text
    .replace(spelled, (word) => String(wordNumbers.indexOf(word)))
    // Upper-case marks are left alone by asking for something other than a letter in front.
    .replace(
      /(?<![A-Za-z\d.,])([-+]?(?:\d[\d.,]*\d|\d|[.,]\d+))([a-z]*)/g,
      (written, digits: string, letters: string) => {
        const counted = letters === '' || countedIn.has(letters);
        const read: ReadNumber = counted || unitsOf.has(letters) ? readNumber(digits, letters) : unclear;
        const index = found.numbers.push({ written, read }) - 1;
        return ` N${index} ${counted ? '' : letters} `;
      },
    );
}

/** Letters that multiply a number, letters that follow one as a unit; with any others it is no number. */
const countedIn = new Set(['k', 'mil', 'm']);
const unitsOf = new Set(['x', 'h', 'hr', 'hrs', 'd', 'min', 'mins']);
const unclear: ReadNumber = { ok: false, problem: 'unclear' };
