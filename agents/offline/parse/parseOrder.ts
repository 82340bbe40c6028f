import type { Annotated } from './Annotated.ts';
import type { Intent, OrderDraft } from './ParsedMessage.ts';
import { TextCursor } from './TextCursor.ts';
import { takeLevels } from './takeLevels.ts';
import { takeSize } from './takeSize.ts';

export const buyWords =
  /\b(buy|byu|buuy|bui|buyy|long|purchase|purchse|acquire|accumulate|grab|pick up|get me(?! out)|get (?=N|some)|bid for|invest|put (?=\$? ?N\d+ ?(?:Q|%)?[a-z ]*? (?:in|into|on)\b)|add)\b/;
export const sellWords = /\b(sell|sel|sll|selll|dump|offload|unload|short|get rid of|reduce|trim|lighten)\b/;

const conditional =
  /\b(if|when|once|as soon as|unless|after|until|tomorrow|tonight|later|every|daily|weekly|monthly|dca|recurring|whenever|breaks?|twice|thrice|times|each)\b/;
const reported =
  /\b(said|says|say|told|tells|tweet(?:ed|s)?|rumou?rs?|news|according|headline|heard|whales?|he|she|they|someone|everyone|everybody|people|friend|analysts?|quoted?)\b/;
/** What may stand before the verb of an order; anything else makes it somebody's sentence about one. */
const leadIn = new Set(
  'a again all also alright an and another at can do enter everything for go half i in into it limit make market me my new now of ok okay on open order over place please position pretty propose put quick quickly right size small some sure that the then third to trade use using want well with would you your'.split(
    ' ',
  ),
);

/** Reads an order, or says what is missing or can be read in two ways. Nothing is guessed that costs money. */
export function parseOrder(message: Annotated): Intent {
  const stopped = refusal(message);
  if (stopped) return stopped;
  const cursor = new TextCursor(message.text);
  const side = buyWords.test(message.text) ? 'buy' : 'sell';
  const [instrument, ...others] = new Set(message.instruments);
  if (others.length > 0) {
    return unclear(
      `You named ${[instrument, ...others].join(' and ')}. One order at a time, please: which one, and how much?`,
    );
  }

  const levels = takeLevels(cursor, message, side);
  if (levels.kind !== 'taken') return levels;
  const size = takeSize(cursor, message, side);
  if (size.kind !== 'taken') return size;
  const left = cursor.take(/N(\d+)/);
  if (left) {
    const written = message.numbers[Number(left[1])]?.written ?? '';
    return unclear(
      `I could not place the number ${written}. Please write the order like "buy 500 USDT of BTC at 60,000 stop 2% below".`,
    );
  }
  if (!instrument) {
    const named = message.unknown[0];
    return unclear(
      named
        ? `${named} is not traded on this desk. Which instrument should it be?`
        : `Which instrument should I ${side}?`,
    );
  }
  if (!size.size) return unclear(missingSize(side, instrument));

  const order: OrderDraft = {
    instrument,
    side,
    type: levels.limit ? 'limit' : 'market',
    size: size.size,
    ...(levels.limit ? { limit: levels.limit } : {}),
    ...(levels.stop ? { stop: levels.stop } : {}),
    ...(levels.target ? { target: levels.target } : {}),
    ...(levels.timeInForce ? { timeInForce: levels.timeInForce } : {}),
    ...(levels.postOnly ? { postOnly: true } : {}),
  };
  return { kind: 'order', order };
}

/** What rules an order out before its parts are read. */
function refusal(message: Annotated): Intent | undefined {
  const { text } = message;
  if (buyWords.test(text) && sellWords.test(text)) {
    return unclear('That names a purchase and a sale. One order at a time, please: which one first?');
  }
  if (isReported(text)) {
    return unclear(
      'Is that an order of yours? If so, begin with what to do, for example "buy 500 USDT of BTC".',
    );
  }
  if (/\b(but|except|excluding|other than|apart from|leaving|keep)\b/.test(text)) {
    return unclear('I do not work out remainders. Please write the amount to trade itself.');
  }
  if (/\d/.test(text.replace(/\b[A-Z]\d+\b/g, ''))) {
    return unclear('I could not read every number in that. Please put spaces around numbers and prices.');
  }
  if (/\bshort\b/.test(text)) {
    return unsupported(
      'This is a spot desk: it cannot go short, only sell what you hold. Nothing was proposed.',
    );
  }
  if (/\b(leverage|leveraged|margin|futures?|perps?|perpetual)\b|N\d+ ?x\b/.test(text)) {
    return unsupported('This is a spot desk without leverage or margin. Nothing was proposed.');
  }
  if (/\btrailing\b/.test(text)) {
    return unsupported(
      'A trailing stop is not offered; give a fixed one, as a price or in percent. Nothing was proposed.',
    );
  }
  if (conditional.test(text)) {
    return unclear(
      'I take orders for now, not conditions or schedules. A limit order waits at its price: for example "buy 500 USDT of BTC at 60,000". Which order should it be?',
    );
  }
  if (message.money.length > 0) {
    return unsupported(
      `${message.money[0]} is not what this desk counts in. Give the size in the coin or in the quote currency; I do not convert. Nothing was proposed.`,
    );
  }
  for (const { written, read } of message.numbers) {
    if (read.ok && read.sign !== '-') continue;
    if (!read.ok && read.problem === 'commaDecimal') {
      return unclear(
        `Is ${written} meant with a decimal point? I read a comma only as a thousands separator. Please write it like 0.5 or 1,000.`,
      );
    }
    const before = text.slice(
      0,
      text.indexOf(`N${message.numbers.findIndex((number) => number.written === written)}`),
    );
    const distance = /(?:\b(?:stop|sl|limit|at|target|tp|loss)|@)\W*$/.test(before);
    if (!read.ok || !distance)
      return unclear(`I cannot take ${written} as an amount. Please write a plain number above 0.`);
  }
  return undefined;
}

/** Whether the sentence tells of a trade instead of asking for one. */
function isReported(text: string): boolean {
  if (reported.test(text)) return true;
  const verb = Math.min(
    ...[buyWords, sellWords].map((words) => {
      const at = text.search(words);
      return at < 0 ? text.length : at;
    }),
  );
  const before = text.slice(0, verb).replace(/\b[A-Z]\d*\b/g, ' ');
  return (before.match(/[\p{L}']+/gu) ?? []).some((word) => !leadIn.has(word));
}

function missingSize(side: 'buy' | 'sell', instrument: string): string {
  const base = instrument.split('/')[0];
  return side === 'buy'
    ? `How much ${base}? Give an amount in ${base}, in ${instrument.split('/')[1]}, or in percent of equity.`
    : `How much ${base}? Give an amount, a share such as half, or "all my ${base}".`;
}

function unclear(question: string): Intent {
  return { kind: 'unclear', question };
}

function unsupported(reason: string): Intent {
  return { kind: 'unsupported', reason };
}
