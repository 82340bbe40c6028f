import type { Annotated } from './Annotated.ts';
import { annotate } from './annotate.ts';
import { longestMessage, normalizeText } from './normalizeText.ts';
import type { Intent, ParsedMessage } from './ParsedMessage.ts';
import { buyWords, parseOrder, sellWords } from './parseOrder.ts';
import { parseQuestion } from './parseQuestion.ts';
import { unifyWords } from './unifyWords.ts';
import type { Vocabulary } from './Vocabulary.ts';

/**
 * Understands a message in plain English by rules alone. What is no clear order never becomes one: a question,
 * a supposition, a negation and an approval are told apart first, and whatever is left over is asked back.
 */
export function parseMessage(message: string, vocabulary: Vocabulary): ParsedMessage {
  if (message.length > longestMessage) {
    const reason = `Your message has ${message.length} characters; I read up to ${longestMessage}. Nothing was read from it and nothing was proposed.`;
    return { intent: { kind: 'unsupported', reason }, notes: [] };
  }
  const plain = normalizeText(message);
  const annotated = annotate(unifyWords(plain.text), vocabulary);
  const intent = route(annotated);
  if (writes.has(intent.kind) && (plain.hidden > 0 || plain.oddDigits)) {
    const what = plain.hidden > 0 ? 'invisible characters' : 'digits other than 0 to 9';
    const question = `Your message has ${what} in it, so I do not take an order from it. Please type it again.`;
    return { intent: { kind: 'unclear', question }, notes: [] };
  }
  return { intent, notes: [...new Set(annotated.notes)] };
}

const writes = new Set(['order', 'cancel', 'close', 'unclear']);
const closeWords = /\b(close|flatten|exit|liquidate|unwind|get out of|get me out of|close out)\b/;
const cancelWords = /\b(cancel|cancle|cancl|canel)\b/;
const act = `(?:buy|sell|short|long|close|cancel|flatten|exit|purchase|trade|order|dump|do anything|propose)`;
const negation = new RegExp(
  String.raw`\b(?:do not|don't|dont|never|not|no longer|shouldn't|wouldn't|won't|didn't|can't|cannot|avoid|stop|no need to|rather not|refrain from|instead of)\b(?: \w+){0,3}? (?:${act}|buying|selling|closing|trading)\b`,
);

/** Rules that are tried first, in order; each says what the whole message is. */
const first: readonly [RegExp, Intent][] = [
  [
    /^(?:yes|yep|yeah|yup|ok|okay|k|y|sure|fine|approved?|confirm(?:ed)?|do it|go ahead|lgtm|send it|execute|accept(?:ed)?|i (?:approve|confirm|accept|agree)|sounds good|go for it|proceed|agreed|👍|✅|make it so|submit)(?:[ ,]+(?:please|yes|do it|go ahead|it|that|this|them|now|all|P\d+|(?:the|my|that|this)? ?(?:order|proposal|trade|one)))*[ .!]*$/u,
    { kind: 'approval' },
  ],
  [/\b(?:auto-?)?approve\b|\bcountersign (?:it|P\d|the)/, { kind: 'approval' }],
  [
    /^(?:no|nope|nah|n|decline|reject|👎|no thanks?|forget it|never ?mind)(?:[ ,]+(?:please|it|that|this|P\d+|thanks?|(?:the|my)? ?(?:order|proposal|trade|one)))*[ .!]*$/u,
    { kind: 'decline' },
  ],
  [
    /^(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|gm|howdy|yo|greetings)\b[\w ,]{0,20}[ .!?]*$/,
    { kind: 'greeting' },
  ],
  [
    /^(?:thanks?|thank you|thx|ty|cheers|great|nice|perfect|cool|awesome|good job|well done)\b[\w ,]{0,30}[ .!]*$/,
    { kind: 'thanks' },
  ],
  [
    /^(?:help|\?+|what can (?:you|i)(?: do| ask)?.*|who are you.*|what are you.*|are you (?:an? )?(?:ai|bot|human|real|llm|model|rule).*|how does this work.*|commands|usage|examples?|how do i (?:buy|sell|trade|place|start|use|approve).*|how to (?:buy|sell|trade|place|approve).*)[ .!?]*$/,
    { kind: 'help' },
  ],
];

function route(message: Annotated): Intent {
  const { text } = message;
  if (text === '')
    return { kind: 'unclear', question: 'Your message is empty. What would you like to know or to trade?' };
  for (const [pattern, intent] of first) if (pattern.test(text)) return intent;
  const question = parseQuestion(message);
  if (question?.early) return question.intent;
  if (negation.test(text)) return { kind: 'negated' };
  const command = withoutPoliteness(text);
  const asks = isQuestion(command);
  if (!asks) {
    const order = parseCommand({ ...message, text: command });
    if (order) return order;
  } else if (buyWords.test(command) || sellWords.test(command) || closeWords.test(command)) {
    if (question) return question.intent;
    return {
      kind: 'unclear',
      question: 'Is that an order? If so, write it without the question, for example "buy 500 USDT of BTC".',
    };
  }
  if (question) return question.intent;
  if (message.unknown.length > 0) {
    const reason = `${message.unknown[0]} is not traded on this desk.`;
    return { kind: 'unsupported', reason };
  }
  return { kind: 'notUnderstood' };
}

/** Orders, cancels and closes. */
function parseCommand(message: Annotated): Intent | undefined {
  const { text, instruments } = message;
  const trades = buyWords.test(text) || sellWords.test(text);
  if (cancelWords.test(text)) {
    if (trades && !/\b(?:order|orders)\b/.test(text)) return { kind: 'negated' };
    if (trades && message.numbers.length > 0) {
      return { kind: 'unclear', question: 'One thing at a time, please: the cancel or the new order first?' };
    }
    const order = message.orders[0];
    return {
      kind: 'cancel',
      instruments,
      ...(order ? { order } : {}),
      all: /\b(all|every|everything)\b/.test(text),
    };
  }
  if (/\b(?:swap|convert|exchange|rotate|switch)\b/.test(text)) {
    return {
      kind: 'unclear',
      question: 'A swap is two orders here: a sale, then a purchase. Which one first, and how much?',
    };
  }
  if (
    /\b(?:withdraw|transfer|send|deposit|bridge|stake|lend|borrow)\b/.test(text) &&
    !/\btransfers\b/.test(text)
  ) {
    return {
      kind: 'unsupported',
      reason:
        'No agent can move funds: there is no tool for withdrawals, transfers or staking. Nothing was done.',
    };
  }
  if (
    !trades &&
    /\b(?:move|change|edit|modify|raise|lower|tighten|update|adjust|set|increase|decrease)\b.*\b(?:stop|target|sl|tp|price|limit|size|quantity|order|proposal)\b/.test(
      text,
    )
  ) {
    return {
      kind: 'unsupported',
      reason:
        'Change a waiting proposal with Edit on its card; that makes a new revision and runs the gate again. A working order cannot be changed from here: cancel it and propose a new one.',
    };
  }
  if (closeWords.test(text) && !buyWords.test(text)) return parseClose(message);
  if (/^sell (?:everything|it all|all)(?: (?:i have|my positions|positions))?[ .!]*$/.test(text)) {
    return { kind: 'close', instruments: [], all: true };
  }
  if (trades) return parseOrder(message);
  // An amount of something, and no word on which way.
  const sized = /N\d+ ?(?:Q|%)|\$ ?N\d+|N\d+ (?:of )?I\d+/.test(text) && instruments.length > 0;
  return sized ? { kind: 'unclear', question: 'Should I buy or sell that?' } : undefined;
}

function parseClose(message: Annotated): Intent {
  const { text, instruments, numbers } = message;
  const partly = /\b(half|third|quarter)\b|N\d+ ?%|N\d+/.test(text);
  if (partly && (instruments.length > 0 || numbers.length > 0)) {
    const sold = text.replace(closeWords, 'sell');
    return parseOrder({ ...message, text: sold });
  }
  const all = /\b(all|every|everything|positions)\b/.test(text) && instruments.length === 0;
  if (instruments.length === 0 && !all) {
    if (message.unknown.length > 0) {
      return {
        kind: 'unclear',
        question: `${message.unknown[0]} is not traded on this desk. Which position should I close?`,
      };
    }
    return {
      kind: 'unclear',
      question: 'Which position should I close? Name the instrument, or say "close all positions".',
    };
  }
  return { kind: 'close', instruments, all };
}

/** "Could you please buy …?" is a command; "would you buy …?" asks for an opinion. */
function withoutPoliteness(text: string): string {
  return text
    .replace(/^(?:(?:please|pls|plz|hey|hi|hello|ok|okay|so|now|then|and|also|alright|just),? )+/, '')
    .replace(
      /^(?:(?:can|could|will) you|would you(?= please)|i (?:want|would like|wanna|need|wish)(?: you)?(?: to)?|i'd like(?: you)?(?: to)?|let's|lets|let us|go ahead and|i'll|i will)(?: please| kindly| just)? (.*?)\??$/,
      '$1',
    )
    .replace(/^(?:please|pls) /, '')
    .trim();
}

function isQuestion(text: string): boolean {
  return (
    text.includes('?') ||
    /^(?:what|why|how|when|who|which|where|did|do|does|is|are|am|was|were|has|have|should|shall|would|could|can|may|might|explain|describe|tell me|know|any|i (?:bought|sold|think|wonder|heard))\b/.test(
      text,
    )
  );
}
