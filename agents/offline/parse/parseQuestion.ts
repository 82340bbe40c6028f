import type { InstrumentId } from '../../../domain/ids.ts';
import type { Timeframe } from '../../../domain/market.ts';
import type { Annotated } from './Annotated.ts';
import type { Intent } from './ParsedMessage.ts';
import { buyWords, sellWords } from './parseOrder.ts';

/** `early`: so plain a question that it is one even where it names a trade. */
export type Question = { intent: Intent; early: boolean };

type Rule = { when: RegExp; early?: true; ask: (message: Annotated) => Intent | undefined };

/** Questions by their words, most telling first. */
const rules: readonly Rule[] = [
  {
    when: /\bwhy\b.*\b(?:denied|deny|denies|blocked|refused|reject(?:ed)?|declined|expired|fail(?:ed)?|not (?:allowed|approved|filled|work)|didn't)\b|\b(?:explain|reason for|what happened to)\b.*\b(?:denial|denied|verdict|proposal|P\d+)|^why\??$|\bwhy not\b/,
    early: true,
    ask: ({ proposals }) => ({ kind: 'explain', ...(proposals[0] ? { proposal: proposals[0] } : {}) }),
  },
  {
    when: /\b(?:what if|what happens if|what would happen|suppose|supposing|imagine|hypothetical(?:ly)?|if i (?:had |were to )?(?:buy|bought|sell|sold|hold|held)|would have)\b/,
    early: true,
    ask: ({ instruments }) => ({ kind: 'hypothetical', instruments }),
  },
  {
    when: /\b(?:trade ideas?|ideas? for a trade|(?:find|suggest|give|show|propose|make|put up|recommend)(?: me)? (?:a|an|some|one|any)? ?(?:new |good |real )?(?:trades?|proposals?|setups?|ideas?)|what should i trade|what to trade)\b/,
    early: true,
    ask: () => ({ kind: 'idea' }),
  },
  {
    when: /\b(?:should (?:i|we)|shall (?:i|we)|would you(?! please)|worth (?:buying|selling|it)|good (?:time|idea|moment|entry|buy)|better to|do you (?:recommend|advise|think|like)|what do you think|your (?:opinion|advice|view)|is (?:it |now )?(?:a )?time to|I\d+ (?:is )?a (?:buy|sell)|overvalued|undervalued|overbought|oversold|may i|can i|could i)\b/,
    early: true,
    ask: ({ instruments }) => ({ kind: 'advice', instruments }),
  },
  {
    when: /\b(?:(?<!fill or )kill(?: switch)?|panic|emergency|stop (?:all )?trading|halt(?: all)?(?: trading)?|pause(?: all)?(?: trading| everything| entries)?|rearm|re-arm|resume trading|stop everything)\b/,
    early: true,
    ask: ({ text }) => (/^(?:why|is|are|what|who|when)\b/.test(text) ? { kind: 'risk' } : { kind: 'kill' }),
  },
  {
    when: /\btransfers\b.*A\d|A\d.*\btransfers\b|\btoken transfers\b/,
    early: true,
    ask: ({ addresses: [address] }) =>
      address
        ? { kind: 'chainTransfers', address }
        : { kind: 'unclear', question: 'Transfers of which address? Give 0x and 40 hex digits.' },
  },
  {
    when: /\b(?:balance|holds?|holdings|how much|funds|eth|look up|check)\b.*A\d|^A\d\??$|A\d.*\bbalance\b/,
    ask: ({ addresses: [address], text }) =>
      address && !buyWords.test(text) && !/\b(?:send|transfer|withdraw)\b/.test(text)
        ? { kind: 'chainBalance', address }
        : undefined,
  },
  {
    when: /\b(?:order ?books?|(?:market |book )?depth|liquidity|slippage|how deep)\b/,
    early: true,
    ask: (message) =>
      buyWords.test(message.text) || sellWords.test(message.text)
        ? undefined
        : { kind: 'book', ...withQuantity(message) },
  },
  {
    when: /\b(?:funding(?: rates?)?|open interest|perp(?:s|etuals?)?)\b/,
    ask: ({ instruments }) => ({ kind: 'funding', instruments }),
  },
  {
    when: /\b(?:mood|sentiment|fear|greed(?:y)?|hype)\b/,
    ask: ({ instruments }) => ({ kind: 'mood', instruments }),
  },
  { when: /\b(?:news|headlines?)\b/, ask: ({ instruments }) => ({ kind: 'news', instruments }) },
  { when: /\bgas\b|\bgwei\b/, ask: () => ({ kind: 'gas' }) },
  {
    when: /\b(?:compare|comparison|versus|vs|relative to|against each other|outperform(?:s|ing|ed)?|which (?:one |coin |instrument )?(?:is|did|does|has|moved|gained|lost|performed|looks?).*(?:better|best|worse|worst|most|least|strongest|weakest))\b/,
    ask: ({ instruments }) => ({ kind: 'compare', instruments }),
  },
  {
    when: /\b(?:charts?|graphs?|candles?|candlesticks?|plot)\b/,
    ask: (message) => ({
      kind: 'chart',
      instruments: message.instruments,
      timeframe: lengthOf(message, '1h'),
    }),
  },
  {
    when: /\b(?:trend|trending|forecasts?|predict(?:ion|s)?|outlook|direction|odds|probabilit(?:y|ies)|going (?:up|down|to)|go(?:es)? (?:up|down)|will .*\b(?:rise|fall|go|pump|dump|moon|crash|reach|hit)|momentum|bullish|bearish)\b/,
    ask: (message) => ({
      kind: 'trend',
      instruments: message.instruments,
      timeframe: lengthOf(message, '1h'),
    }),
  },
  {
    when: /\b(?:rsi|ema|atr|indicators?|volatil(?:e|ity)|moving average|technicals?|support|resistance)\b/,
    ask: (message) => ({
      kind: 'indicators',
      instruments: message.instruments,
      timeframe: lengthOf(message, '1h'),
    }),
  },
  {
    when: /\b(?:risk|limits?|drawdown|trading state|how much (?:more )?can i (?:lose|risk)|exposure|paused|halted)\b/,
    ask: () => ({ kind: 'risk' }),
  },
  {
    when: /\b(?:filled orders|order history|past orders|my (?:trades|fills)|trade history|fills|what (?:did|have) i (?:buy|bought|sell|sold|traded?)|last (?:trades|orders)|orders?\b.*\bfilled|did my\b.*\bfill(?:ed)?)\b/,
    ask: ({ instruments }) => ({ kind: 'orders', open: false, instruments }),
  },
  {
    when: /\b(?:open|working|pending|active|current|my|list|show|any)\b.*\borders?\b|^orders\??$/,
    ask: ({ instruments }) => ({ kind: 'orders', open: true, instruments }),
  },
  {
    when: /\bproposals?\b|\bwaiting for (?:me|approval)\b|\bP\d+/,
    ask: ({ proposals: [proposal] }) => (proposal ? { kind: 'explain', proposal } : { kind: 'proposals' }),
  },
  {
    when: /\b(?:portfolio|status|my (?:stops?|targets?)|positions?|equity|profits?|loss(?:es)?|holdings?|how am i doing|balances?|cash|net worth|what do i (?:own|hold|have)|how much .*\b(?:do i|have i|i) (?:have|hold|own|make|made|lost|lose)|am i (?:up|down)|money)\b/,
    ask: ({ instruments }) => ({ kind: 'portfolio', instruments }),
  },
  {
    when: /\b(?:chang(?:ed?|es)|since|overnight|happen(?:ed|ing)|new|moved?|moving|moves|performance|performing|doing|today|yesterday|this (?:week|morning)|last (?:N\d+|hour|day|week|night)|past (?:N\d+|hour|day|week)|gained|lost|market|markets|summary|update|overview|brief(?:ing)?)\b/,
    ask: (message) => ({ kind: 'changes', instruments: message.instruments, ...windowOf(message) }),
  },
  {
    when: /\b(?:price|prices|quote|quotes|worth|cost|costs|trading at|how much (?:is|are|does)|bid|ask|spread|ticker|last|where is|what's|rate|value)\b|^(?:I\d+[ ,;&]*(?:and )?)+\??$|^(?:and|what about|how about|how is|how's) (?:I\d+[ ,]*(?:and )?)+\??$/,
    ask: (message) => askPrice(message),
  },
];

/** Recognises a question, or nothing. */
export function parseQuestion(message: Annotated): Question | undefined {
  for (const { when, early, ask } of rules) {
    if (!when.test(message.text)) continue;
    const intent = ask(message);
    if (intent) return { intent, early: early ?? false };
  }
  return undefined;
}

function askPrice(message: Annotated): Intent | undefined {
  const { instruments, text, unknown } = message;
  if (sellWords.test(text) && !/\b(?:price|worth|cost)/.test(text)) return undefined;
  if (instruments.length === 0 && unknown.length > 0) return undefined;
  return { kind: 'price', ...withQuantity(message) };
}

/** The instruments, and how much of one where a number stands before it. */
function withQuantity({ instruments, text, numbers }: Annotated) {
  const counted = /N(\d+) (?:of )?I\d+/.exec(text);
  const read = counted ? numbers[Number(counted[1])]?.read : undefined;
  return { instruments, ...(read?.ok ? { quantity: read.value } : {}) };
}

function lengthOf(message: Annotated, otherwise: Timeframe): Timeframe {
  return message.timeframes[0] ?? otherwise;
}

const windows: readonly [RegExp, { timeframe: Timeframe; count: number; words: string }][] = [
  [/\b(?:week|7 days)\b/, { timeframe: '4h', count: 42, words: 'the last 7 days' }],
  [/\b(?:last|past|this) hour\b|\bhour ago\b/, { timeframe: '5m', count: 12, words: 'the last hour' }],
  [/\b(?:overnight|last night|this morning)\b/, { timeframe: '1h', count: 12, words: 'the last 12 hours' }],
];

/** How far back a question looks; a day where it does not say. */
function windowOf(message: Annotated): { timeframe: Timeframe; count: number; words: string } {
  const spoken = /\b(?:last|past|previous|in) N(\d+) ?(h|hrs?|hours?|d|days?|m|min|minutes?)\b/.exec(
    message.text,
  );
  const read = message.numbers[Number(spoken?.[1])]?.read;
  const count = read?.ok ? Number(read.value) : Number.NaN;
  if (spoken && Number.isInteger(count) && count > 0) {
    const unit = spoken[2]?.[0];
    if (unit === 'h' && count <= 48)
      return { timeframe: '1h', count: Math.max(2, count), words: `the last ${count} hours` };
    if (unit === 'd' && count <= 60)
      return { timeframe: '4h', count: count * 6, words: `the last ${count} days` };
    if (unit === 'm' && count <= 240)
      return { timeframe: '1m', count: Math.max(2, count), words: `the last ${count} minutes` };
  }
  const named = windows.find(([words]) => words.test(message.text));
  return named?.[1] ?? { timeframe: '1h', count: 24, words: 'the last 24 hours' };
}

/** Instruments of a message, or all there are. */
export function orAll(named: readonly InstrumentId[], all: readonly InstrumentId[]): InstrumentId[] {
  return named.length > 0 ? [...named] : [...all];
}
