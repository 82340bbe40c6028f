import { expect, test } from 'vitest';
import { signedEvent } from './relay.fixture.ts';
import { verifyNote } from './verifyNote.ts';

const said = 'Bitcoin "up"\n\t\\ é 🜁 \u2028';
const event = signedEvent(said);

test('default: a note signed by whom it names, with its exact text', () => {
  expect(verifyNote(event)).toEqual({ id: event.id, createdAt: 1_700_000_000, content: said });
});

test.each<[string, unknown]>([
  ['other words', { ...event, content: 'Buy now' }],
  ['another time', { ...event, created_at: 1 }],
  ['other tags', { ...event, tags: [] }],
  ['another author', { ...event, pubkey: 'f'.repeat(64) }],
  [
    'another signature',
    { ...event, sig: event.sig.replace(/^../, event.sig.startsWith('00') ? '11' : '00') },
  ],
  ['a signature of zeros', { ...event, sig: '0'.repeat(128) }],
  ['another id', { ...event, id: '0'.repeat(64) }],
  ['another kind', signedEvent(said, { kind: 4 })],
  ['no tags', { ...event, tags: 'none' }],
  ['capitals', { ...event, id: event.id.toUpperCase() }],
  ['nothing', null],
  ['words', 'EVENT'],
])('error: %s is no note', (_name, given) => {
  expect(verifyNote(given)).toBeNull();
});
