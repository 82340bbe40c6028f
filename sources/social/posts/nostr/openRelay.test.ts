import { expect, test } from 'vitest';
import { virtualClock } from '../../../../test/fixtures/virtualClock.ts';
import { startSourceServer, text } from '../../../http/sourceServer.fixture.ts';
import { openRelay } from './openRelay.ts';
import { type RelayScript, startRelay } from './relay.fixture.ts';

const filter = { kinds: [1], '#t': ['bitcoin'], since: 5, limit: 100 };
const userAgent = 'Countersign';

test('default: asks once, takes the stored events up to their end, and hangs up', async () => {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  await using server = await startRelay((tell, socket) => {
    socket.on('close', () => resolve());
    tell('NOTICE', 'welcome');
    tell('EVENT', 'countersign', { id: 'a' });
    tell('EVENT', 'another', { id: 'b' });
    tell('EOSE', 'countersign');
    tell('EVENT', 'countersign', { id: 'late' });
  });
  const relay = openRelay({ ...server, userAgent, clock: virtualClock() });
  expect(await relay.ask(filter)).toEqual([{ id: 'a' }]);
  await closed;
  expect(server.asked).toEqual([['REQ', 'countersign', filter]]);
});

test.each<[string, string, RelayScript]>([
  ['a refusal', 'source.refused', (tell) => tell('CLOSED', 'countersign', 'auth-required: sign in first')],
  ['words', 'source.malformed', (_tell, socket) => socket.send('hello')],
  ['an object', 'source.malformed', (_tell, socket) => socket.send('{"a":1}')],
  ['JSON that is cut off', 'source.malformed', (_tell, socket) => socket.send('["EVENT","countersign",{')],
  ['bytes', 'source.malformed', (_tell, socket) => socket.send(Buffer.from('["EOSE"]'), { binary: true })],
  [
    'a message of a megabyte',
    'source.tooLarge',
    (tell) => tell('EVENT', 'countersign', { content: 'x'.repeat(1_000_000) }),
  ],
  [
    'events without end',
    'source.tooLarge',
    (tell) => {
      for (let n = 0; n < 600; n += 1) tell('EVENT', 'countersign', { n });
    },
  ],
  ['an early end', 'source.broken', (_tell, socket) => socket.close()],
  ['a cut connection', 'source.broken', (_tell, socket) => socket.terminate()],
])('error: %s is %s', async (_name, code, script) => {
  await using server = await startRelay(script);
  const relay = openRelay({ ...server, userAgent, clock: virtualClock() });
  await expect(relay.ask(filter)).rejects.toMatchObject({ name: 'SourceError', code });
});

test('error: a refusal’s words come through as text alone', async () => {
  const words = '<b>pay</b> at https://evil.example/x 0x52908400098527886E0F7030069857D2E4169EE7';
  await using server = await startRelay((tell) => tell('CLOSED', 'countersign', words));
  const relay = openRelay({ ...server, userAgent, clock: virtualClock() });
  await expect(relay.ask(filter)).rejects.toThrow(/: pay at \[link\] \[address\]\.$/);
});

test('error: a relay that never comes to the end is given up, and one that is closed ends at once', async () => {
  const heard = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await using server = await startRelay((tell) => {
    tell('EVENT', 'countersign', {});
    heard[server.asked.length - 1]?.resolve();
  });
  const clock = virtualClock();
  const relay = openRelay({ ...server, userAgent, clock });
  const slow = expect(relay.ask(filter)).rejects.toMatchObject({ code: 'source.slow' });
  await heard[0]?.promise;
  await clock.advance(10_000);
  await slow;
  const closed = expect(relay.ask(filter)).rejects.toMatchObject({ code: 'source.closed' });
  await heard[1]?.promise;
  relay.close();
  await closed;
});

test('error: a server that is no relay, sends elsewhere, or asks for patience says so', async () => {
  await using server = await startSourceServer({
    '/none': text('hello'),
    '/away': text('', { location: 'ws://evil.example/' }, 302),
    '/busy': text('', { 'retry-after': '60' }, 503),
  });
  const ask = (path: string) =>
    openRelay({
      ...{ url: server.origin.replace('http', 'ws') + path, userAgent, clock: virtualClock() },
      localOrigins: [server.origin],
    }).ask(filter);
  await expect(ask('/none')).rejects.toMatchObject({ code: 'source.status' });
  await expect(ask('/away')).rejects.toMatchObject({ code: 'source.status' });
  await expect(ask('/busy')).rejects.toMatchObject({ code: 'source.limited', retryAt: 1_060_000 });
});

test.each([
  ['ws://relay.example/', 'source.address'],
  ['wss://relay.example:8443/', 'source.address'],
  ['wss://127.0.0.1/', 'source.privateAddress'],
  ['wss://localhost/', 'source.privateAddress'],
  ['wss://[::1]/', 'source.privateAddress'],
])('error: %s is not asked', async (url, code) => {
  const relay = openRelay({ url, userAgent, clock: virtualClock(), localOrigins: [] });
  await expect(relay.ask(filter)).rejects.toMatchObject({ name: 'SourceError', code });
});
