import type { Annotated } from './Annotated.ts';
import type { Intent, Level, OrderDraft } from './ParsedMessage.ts';
import type { TextCursor } from './TextCursor.ts';

export type Levels = Partial<Pick<OrderDraft, 'limit' | 'stop' | 'target' | 'timeInForce' | 'postOnly'>>;

const joint = `(?: ?(?:loss|price|order))?(?: ?(?:at|@|of|is|to|=|:|around|near|trigger))*`;
const amount = String.raw` ?\$? ?N(\d+)( ?%)?(?: ?Q)?(?: (below|under|lower|down|above|over|higher|up)\b(?: (?:the )?(?:market|entry|price|current price|last|it|that|here))?)?`;
const stop = new RegExp(String.raw`\b(?:stop|sl)\b${joint}${amount}`);
const stopBefore =
  /N(\d+)( ?%)() (?:wide |tight )?(?:stop|sl)\b(?: ?loss)?(?: (?:below|under) (?:entry|it|that|market))?/;
const target = new RegExp(String.raw`\b(?:target|tp)\b${joint}${amount}`);
const targetBefore = /N(\d+)( ?%)() (?:profit )?(?:target|tp)\b/;
const limit = new RegExp(
  String.raw`(?:\blimit\b|\bat\b|@|\bprice\b)(?: ?(?:a|the|at|@|of|limit|price|order|=|:|max|maximum))*${amount}`,
);
const away =
  /N(\d+)( ?%) (below|under|above|over)\b(?: (?:the )?(?:market|price|current price|last|spot|here))?/;
const bound =
  /\b(?:below|under|above|over|no more than|max|at most|at least)\b ?\$? ?N(\d+)()()(?: ?Q)?(?! ?I)/;

/** Takes limit, stop, target and how long the order stands out of the message. */
export function takeLevels(
  cursor: TextCursor,
  message: Annotated,
  side: 'buy' | 'sell',
): ({ kind: 'taken' } & Levels) | Intent {
  const levels: Levels = {};
  if (cursor.take(/\b(?:no|without(?: an?| any)?)\b ?(?:stop|sl)\b(?: ?loss)?/))
    levels.stop = { unit: 'none' };
  const stopMatch = cursor.take(stopBefore) ?? cursor.take(stop);
  if (stopMatch) levels.stop = read(message, stopMatch, 'percentBelow');
  const targetMatch = cursor.take(targetBefore) ?? cursor.take(target);
  if (targetMatch) levels.target = read(message, targetMatch, 'percentAbove');
  if (cursor.has(/\b(stop|sl|target|tp)\b/)) {
    return unclear('At which price, or how many percent away, should the stop or target lie?');
  }
  if (side === 'sell' && (levels.target || (levels.stop && levels.stop.unit !== 'none'))) {
    return unclear(
      'A sale closes what you hold and takes no stop or target of its own. Sell now, at a limit price, or keep the position with its stop?',
    );
  }

  const atMarket = cursor.take(
    /\b(?:at )?(?:the )?(?:market|mkt)(?: price| order)?\b(?! ?N)|\bat (?:the )?current price\b/,
  );
  const limitMatch = cursor.take(limit) ?? cursor.take(away) ?? cursor.take(bound);
  if (limitMatch) levels.limit = read(message, limitMatch, side === 'buy' ? 'percentBelow' : 'percentAbove');
  if (limitMatch && atMarket && levels.limit?.unit === 'price') {
    return unclear('At the market, or at a limit price? You named both.');
  }
  if (!limitMatch && cursor.take(/\blimit\b/)) return unclear('At which limit price?');
  takeDuration(cursor, levels);
  const wrong = wrongSide(levels);
  return wrong ? unclear(wrong) : { kind: 'taken', ...levels };
}

function takeDuration(cursor: TextCursor, levels: Levels): void {
  if (cursor.take(/\b(ioc|immediate or cancel)\b/)) levels.timeInForce = 'ioc';
  if (cursor.take(/\b(fok|fill or kill)\b/)) levels.timeInForce = 'fok';
  if (cursor.take(/\b(gtc|good till? cancell?ed)\b/)) levels.timeInForce = 'gtc';
  if (cursor.take(/\b(post[- ]?only|maker only)\b/)) levels.postOnly = true;
}

function read(message: Annotated, match: RegExpExecArray, away: 'percentBelow' | 'percentAbove'): Level {
  const number = message.numbers[Number(match[1])];
  const read = number?.read;
  const value = read?.ok ? read.value : '0';
  const sign = read?.ok ? read.sign : null;
  const above = /above|over|higher|up/.test(match[3] ?? '') || sign === '+';
  const below = /below|under|lower|down/.test(match[3] ?? '') || sign === '-';
  if (!match[2]) return { unit: 'price', amount: value };
  return { unit: above ? 'percentAbove' : below ? 'percentBelow' : away, amount: value };
}

function wrongSide({ stop, target }: Levels): string | undefined {
  if (stop?.unit === 'percentAbove')
    return 'The stop of a purchase lies below the entry. How many percent below?';
  if (target?.unit === 'percentBelow')
    return 'The target of a purchase lies above the entry. How many percent above?';
  return undefined;
}

function unclear(question: string): Intent {
  return { kind: 'unclear', question };
}
