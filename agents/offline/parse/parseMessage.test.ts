import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instrumentId } from '../../../domain/ids.ts';
import { processorMs } from '../../../test/fixtures/processorMs.ts';
import type { Intent, Level } from './ParsedMessage.ts';
import { parseMessage } from './parseMessage.ts';
import { utterances } from './utterances.fixture.ts';

const vocabulary = {
  instruments: ['BTC/USDT', 'ETH/USDT', 'SOL/USDT'].map((id) => instrumentId.parse(id)),
  currency: 'USDT',
};

for (const [group, cases] of Object.entries(utterances)) {
  describe(`behavior: ${group}`, () => {
    test.each(Object.entries(cases))('%j is %j', (message, expected) => {
      const { intent } = parseMessage(message, vocabulary);
      const said = brief(intent);
      if (expected.startsWith('? ') || expected.startsWith('! ')) {
        expect(said.slice(0, 2), said).toBe(expected.slice(0, 2));
        expect(said).toContain(expected.slice(2));
      } else expect(said).toBe(expected);
    });
  });
}

test('default: the table is large enough to mean something', () => {
  const count = Object.values(utterances).reduce((total, cases) => total + Object.keys(cases).length, 0);
  expect(count).toBeGreaterThanOrEqual(120);
});

test('behavior: a reading that was not literal is said', () => {
  expect(parseMessage('buy 0.01 bitconi', vocabulary).notes).toEqual(['I read "bitconi" as bitcoin.']);
  expect(parseMessage('buy 500 usd of BTC', vocabulary).notes).toEqual(['I count dollars as USDT.']);
});

test('error: a message of a megabyte is refused at once and unread', () => {
  const message = `buy 0.01 BTC ${'a '.repeat(500_000)}`;
  expect(parseMessage(message, vocabulary).intent.kind).toBe('unsupported');
  expect(processorMs(() => parseMessage(message, vocabulary))).toBeLessThan(50);
});

test('error: hostile repetition within the limit is read quickly', () => {
  for (const piece of ['buy ', '9', '1,', 'at ', '$ ', 'not ', 'stop at ', ' / ', 'a-', 'my ', 'if i ']) {
    const took = processorMs(() => parseMessage(piece.repeat(4000 / piece.length), vocabulary));
    expect(took, JSON.stringify(piece)).toBeLessThan(500);
  }
});

test('behavior: any text at all is read without a fault, and an order never has a number that is not in the text', () => {
  const words = fc.constantFrom(
    ...[
      'buy',
      'sell',
      'BTC',
      'eth',
      'my',
      'half',
      'all',
      'at',
      'stop',
      'target',
      'limit',
      '%',
      '$',
      'usdt',
      'not',
    ],
    ...[
      '500',
      '0.01',
      '1,000',
      '60k',
      '0,5',
      '-3',
      '1e9',
      'if',
      '?',
      'yes',
      'cancel',
      'close',
      '0x',
      'of',
      '@',
      '/',
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.array(words, { maxLength: 14 }).map((list) => list.join(' ')),
    fc.array(words, { maxLength: 8 }).map((list) => list.join('')),
  );
  fc.assert(
    fc.property(text, (message) => {
      const { intent } = parseMessage(message, vocabulary);
      if (intent.kind !== 'order') return;
      const { size, limit, stop, target } = intent.order;
      const amounts = [size, limit, stop, target].flatMap((part) =>
        part && 'amount' in part ? [part.amount] : [],
      );
      const written = new Set(['50', '33.33', '25', '100', '500', '0.01', '1000', '60000', '3']);
      const digits = message.match(/[0-9][0-9.,]*/g) ?? [];
      for (const digit of digits) written.add(digit.replaceAll(',', '').replace(/\.$/, ''));
      for (const amount of amounts) expect(written, message).toContain(amount);
      expect(message.toLowerCase()).toMatch(/buy|sell|close/);
    }),
    { numRuns: 3000 },
  );
});

function brief(intent: Intent): string {
  switch (intent.kind) {
    case 'order': {
      const { side, instrument, size, limit, stop, target, timeInForce, postOnly } = intent.order;
      return [
        ...[side, coin(instrument), size.amount, size.unit],
        limit && `@${level(limit)}`,
        stop && `stop${stop.unit === 'none' ? '-none' : level(stop)}`,
        target && `target${level(target)}`,
        timeInForce,
        postOnly && 'postOnly',
      ]
        .filter(Boolean)
        .join(' ');
    }
    case 'unclear':
      return `? ${intent.question}`;
    case 'unsupported':
      return `! ${intent.reason}`;
    default: {
      const words: unknown[] = [intent.kind];
      if (intent.kind === 'orders') words.push(intent.open ? 'open' : 'past');
      if ('instruments' in intent) words.push(...intent.instruments.map(coin));
      if (intent.kind === 'changes') words.push(`${intent.count}x${intent.timeframe}`);
      else if ('timeframe' in intent) words.push(intent.timeframe);
      if ('quantity' in intent) words.push(intent.quantity);
      if ('proposal' in intent) words.push(intent.proposal);
      if ('order' in intent) words.push(intent.order);
      if ('address' in intent) words.push(intent.address);
      if ('all' in intent && intent.all) words.push('all');
      return words.join(' ');
    }
  }
}

function coin(id: string): string {
  return id.split('/')[0] ?? id;
}

function level(of: Level): string {
  if (of.unit === 'price') return of.amount;
  return `${of.unit === 'percentBelow' ? '-' : '+'}${of.amount}%`;
}
