import { Agent } from 'node:https';
import WebSocket from 'ws';
import type { Scheduler } from '../../../../domain/Clock.ts';
import { guardedLookup } from '../../../http/guardedLookup.ts';
import { parseJson } from '../../../http/parseJson.ts';
import { parseRetryAfter } from '../../../http/parseRetryAfter.ts';
import { requirePublic } from '../../../http/requirePublic.ts';
import { SourceError } from '../../../SourceError.ts';
import { plainText } from '../../plainText.ts';

const timeoutMs = 10_000;
const mostBytes = 128 * 1024;
const mostMessages = 500;
const subscription = 'countersign';

/** What is asked for: NIP-01's filter. */
export type NoteFilter = { kinds: number[]; '#t': readonly string[]; since: number; limit: number };

export type RelaySettings = {
  url: string;
  userAgent: string;
  clock: Scheduler;
  /** Origins inside this machine or network, with http for ws; there a relay need not be encrypted. */
  localOrigins: readonly string[];
};

/** One Nostr relay, asked over a connection of its own each time. Every fault is a `SourceError`. */
export type Relay = {
  /** The stored events of a filter as the relay sends them, unchecked. */
  ask(filter: NoteFilter): Promise<unknown[]>;
  /** Ends what is under way. */
  close(): void;
};

/** Opens a relay; nothing is connected before it is asked. Redirects are not followed, and nothing packed is taken. */
export function openRelay({ url, userAgent, clock, localOrigins }: RelaySettings): Relay {
  const address = new URL(url);
  const { host } = address;
  const isLocal = localOrigins.includes(new URL(url.replace(/^ws/, 'http')).origin);
  const underWay = new Set<(fault: SourceError) => void>();

  async function ask(filter: NoteFilter): Promise<unknown[]> {
    if (!isLocal) requirePublic(address, 'wss:');
    return new Promise((resolve, reject) => {
      const events: unknown[] = [];
      let messages = 0;
      const socket = new WebSocket(address, {
        ...{ perMessageDeflate: false, maxPayload: mostBytes, followRedirects: false },
        headers: { 'user-agent': userAgent },
        ...(!isLocal && { agent: new Agent({ lookup: guardedLookup }) }),
      });
      const end = (settle: () => void): void => {
        cancel();
        underWay.delete(fail);
        socket.removeAllListeners();
        // A connection that is cut while it is made says so once more.
        socket.on('error', () => {});
        socket.terminate();
        settle();
      };
      const fail = (fault: SourceError): void => end(() => reject(fault));
      const cancel = clock.after(timeoutMs, () => fail(tooSlow(host)));
      underWay.add(fail);

      socket.on('open', () => socket.send(JSON.stringify(['REQ', subscription, filter])));
      socket.on('message', (data, isBinary) => {
        messages += 1;
        if (messages > mostMessages) return fail(tooMuch(host));
        const told = isBinary ? undefined : parseJson(String(data));
        if (!Array.isArray(told) || typeof told[0] !== 'string') return fail(malformed(host));
        const [verb, id, third] = told as unknown[];
        if (verb === 'EVENT' && id === subscription) events.push(third);
        if (verb === 'EOSE' && id === subscription) end(() => resolve(events));
        if (verb === 'CLOSED' && id === subscription) fail(refused(host, third));
      });
      socket.on('unexpected-response', (_request, response) => {
        const { statusCode = 0 } = response;
        const limited = statusCode === 429 || statusCode === 503;
        const retryAt = parseRetryAfter(response.headers['retry-after'], clock.now());
        fail(
          new SourceError(
            limited ? 'source.limited' : 'source.status',
            `${host} answered with status ${statusCode} in place of a connection.`,
            limited ? { context: { retryAt } } : {},
          ),
        );
      });
      socket.on('close', () => fail(brokenOff(host)));
      socket.on('error', (cause) => fail(faultOf(cause, host)));
    });
  }

  return {
    ask,
    close() {
      for (const fail of underWay)
        fail(new SourceError('source.closed', `${host} was not asked to the end: the desk stops.`));
    },
  };
}

function faultOf(cause: Error, host: string): SourceError {
  if (cause instanceof SourceError) return cause;
  const code = 'code' in cause ? String(cause.code) : '';
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return tooMuch(host);
  if (code.startsWith('WS_ERR_')) return malformed(host);
  return new SourceError('source.unreachable', `${host} could not be reached${code && ` (${code})`}.`, {
    cause,
  });
}

const tooSlow = (host: string) =>
  new SourceError('source.slow', `${host} did not finish its answer within ${timeoutMs / 1000} s.`);
const tooMuch = (host: string) =>
  new SourceError('source.tooLarge', `${host} sent more than was asked for, and it was dropped.`);
const malformed = (host: string) =>
  new SourceError('source.malformed', `${host} does not speak as a Nostr relay does.`);
const brokenOff = (host: string) =>
  new SourceError('source.broken', `${host} closed the connection before its answer was whole.`);
const refused = (host: string, reason: unknown) =>
  new SourceError(
    'source.refused',
    `${host} did not answer the question: ${plainText(typeof reason === 'string' ? reason.slice(0, 500) : '', 120) || 'no reason given'}.`,
  );
