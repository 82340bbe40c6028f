import { expect, test } from 'vitest';
import { brief, runCheck, testExit, testInput } from '../testInput.ts';
import { priceStopSide } from './priceStopSide.ts';

const allowed = 'stop 0.20% to 15.00% below the entry';

test('default', () => {
  expect(brief(priceStopSide, testInput())).toBe(`pass: stop 2.00% below the entry | ${allowed}`);
  expect(brief(priceStopSide, testInput({ terms: { stop: null } }))).toBe(
    'pass: target 53,000 | target above the entry',
  );
  expect(runCheck(priceStopSide, testInput({ terms: { stop: null, target: null } })).outcome).toBe(
    'notApplicable',
  );
});

test('error: a stop at or above the entry or the bid would sell at once', () => {
  expect(brief(priceStopSide, testInput({ terms: { stop: '51000' } }))).toBe(
    'deny: stop 51,000 | stop < 49,995',
  );
  expect(brief(priceStopSide, testInput({ terms: { stop: '49995' } }))).toBe(
    'deny: stop 49,995 | stop < 49,995',
  );
  expect(brief(priceStopSide, testInput({ terms: { priceCap: '49500', stop: '49500' } }))).toBe(
    'deny: stop 49,500 | stop < 49,500',
  );
});

test('error: a stop too near or too far is denied', () => {
  expect(brief(priceStopSide, testInput({ terms: { stop: '49900.01' } }))).toBe(
    `deny: stop 0.19% below the entry | ${allowed}`,
  );
  expect(brief(priceStopSide, testInput({ terms: { stop: '42000' } }))).toBe(
    `deny: stop 16.00% below the entry | ${allowed}`,
  );
  expect(brief(priceStopSide, testInput({ terms: { stop: '42499.99' } }))).toBe(
    `deny: stop 15.01% below the entry | ${allowed}`,
  );
});

test('error: a stop without a target is judged all the same', () => {
  expect(brief(priceStopSide, testInput({ terms: { target: null } }))).toBe(
    `pass: stop 2.00% below the entry | ${allowed}`,
  );
  expect(runCheck(priceStopSide, testInput({ terms: { stop: '51000', target: null } })).outcome).toBe('deny');
});

test('error: a distance from an entry at zero is none', () => {
  expect(brief(priceStopSide, testInput({ terms: { priceCap: '0', stop: '-1' } }))).toBe(
    `deny: unsound | ${allowed}`,
  );
});

test('behavior: exactly the distances pass', () => {
  expect(runCheck(priceStopSide, testInput({ terms: { stop: '49900' } })).outcome).toBe('pass');
  expect(runCheck(priceStopSide, testInput({ terms: { stop: '42500' } })).outcome).toBe('pass');
  expect(runCheck(priceStopSide, testInput({ terms: { stop: '42499.99' } })).outcome).toBe('deny');
});

test('error: a target below the entry or the market is denied', () => {
  expect(brief(priceStopSide, testInput({ terms: { target: '50005' } }))).toBe(
    'deny: target 50,005 | target > 50,005',
  );
  expect(brief(priceStopSide, testInput({ terms: { priceCap: '50100', target: '50050' } }))).toBe(
    'deny: target 50,050 | target > 50,100',
  );
  expect(runCheck(priceStopSide, testInput({ terms: { target: '50005.01' } })).outcome).toBe('pass');
});

test('behavior: an exit takes neither', () => {
  expect(runCheck(priceStopSide, testExit({ terms: { stop: '60000' } })).outcome).toBe('notApplicable');
});

test('error: denied when the quote is missing', () => {
  expect(brief(priceStopSide, testInput({ quote: undefined }))).toBe(`deny: unknown | ${allowed}`);
});
