import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import type { Clock } from '../../domain/Clock.ts';
import { CountersignError } from '../../domain/CountersignError.ts';
import { apiKeys, type VenueKey } from './protocol/ApiKeys.ts';
import type { VenueContext } from './protocol/Endpoint.ts';
import { defaultRateLimits, RateLimiter, type RateLimits } from './protocol/RateLimiter.ts';
import { restApp } from './protocol/restApp.ts';
import { type Fund, SimulatedExchange } from './SimulatedExchange.ts';
import type { SimulatedMarket } from './SimulatedMarket.ts';
import { BookFeeds } from './streams/BookFeeds.ts';
import { ListenKeys } from './streams/ListenKeys.ts';
import { serveStreams } from './streams/serveStreams.ts';

export type SimulatedVenueParams = {
  market: SimulatedMarket;
  /** Holds the venue's own log; made where it is missing. */
  folder: string;
  /** 0, the default, takes any free port. */
  port?: number;
  /** Keys without an `account` share one. */
  keys: readonly VenueKey[];
  clock?: Clock;
  /** What each account begins with; 100,000 USDT by default. Ignored for accounts that the log knows. */
  fund?: Fund;
  rateLimits?: RateLimits;
  /** How long orders, changes and cancels travel before they meet the market (ms); none by default. */
  latencyMs?: number;
  /** What waiting for them is; wall time by default. */
  pause?: (ms: number) => Promise<unknown>;
  /** Hears of faults that no client caused, e.g. a full disk. */
  onFault?: (error: unknown) => void;
};

export type SimulatedVenue = {
  readonly port: number;
  /** e.g. `http://127.0.0.1:4321`; the API lies under `/api/v3`. */
  readonly restOrigin: string;
  /** e.g. `ws://127.0.0.1:4321`; streams lie under `/ws` and `/stream`, the WebSocket API under `/ws-api/v3`. */
  readonly wsOrigin: string;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

const defaultFund: Fund = { USDT: '100000' };

/** How often the market is walked while nobody asks (ms). */
const walkEveryMs = 100;

/**
 * Starts the simulated exchange on loopback: Binance's spot protocol over REST and WebSocket, in front of a
 * matching engine whose log lies in `folder`. Orders that the market crossed while the venue was away are
 * matched before it listens. Throws `VenueLogError` for a log that cannot be used, `CountersignError`
 * (`venue.portInUse`) for a busy port.
 */
export async function startSimulatedVenue(params: SimulatedVenueParams): Promise<SimulatedVenue> {
  const exchange = new SimulatedExchange({
    market: params.market,
    folder: params.folder,
    clock: params.clock ?? { now: Date.now },
  });
  const onFault = params.onFault ?? (() => {});
  try {
    const keys = apiKeys(params.keys);
    for (const { account } of keys.values()) exchange.fund(account, params.fund ?? defaultFund);
    exchange.walk();
    const context: VenueContext = {
      exchange,
      keys,
      limiter: new RateLimiter(params.rateLimits ?? defaultRateLimits),
      books: new BookFeeds(exchange),
      listenKeys: new ListenKeys(),
      latencyMs: params.latencyMs ?? 0,
      pause: params.pause ?? ((ms) => setTimeout(ms)),
    };
    const server = createAdaptorServer({ fetch: restApp(context, onFault).fetch });
    const port = await listen(server, params.port ?? 0);
    const streams = serveStreams(server, context, onFault);
    const timer = setInterval(() => {
      try {
        exchange.walk();
        streams.pump();
      } catch (error) {
        onFault(error);
      }
    }, walkEveryMs);
    let closed: Promise<void> | undefined;
    const close = () => {
      closed ??= (async () => {
        clearInterval(timer);
        streams.close();
        if ('closeAllConnections' in server) server.closeAllConnections();
        await new Promise<void>((resolve) => server.close(() => resolve()));
        exchange.close();
      })();
      return closed;
    };
    return {
      port,
      restOrigin: `http://127.0.0.1:${port}`,
      wsOrigin: `ws://127.0.0.1:${port}`,
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    exchange.close();
    throw error;
  }
}

function listen(server: ReturnType<typeof createAdaptorServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        cause.code === 'EADDRINUSE'
          ? new CountersignError(
              'venue.portInUse',
              `Port ${port} is taken by another program; the simulated venue did not start. Choose another port, or 0 for any free one.`,
              { cause, context: { port } },
            )
          : cause,
      );
    });
    server.listen(port, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
