import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createAgents } from '../agents/createAgents.ts';
import { ConfigError } from '../config/ConfigError.ts';
import type { Config } from '../config/schema.ts';
import { openDatabase } from '../db/openDatabase.ts';
import { openDocumentStore } from '../db/openDocumentStore.ts';
import type { Log } from '../desk/Log.ts';
import { describeSentiment } from '../models/cards/describeSentiment.ts';
import { describeTrend } from '../models/cards/describeTrend.ts';
import { createTrendModel } from '../models/trend/createTrendModel.ts';
import { anchorJournal } from './anchorJournal.ts';
import { checkAnchor } from './checkAnchor.ts';
import { fileKillFile } from './fileKillFile.ts';
import { fileKillLatch } from './fileKillLatch.ts';
import { hostDesk } from './hostDesk.ts';
import { openChain } from './openChain.ts';
import { openCrowd } from './openCrowd.ts';
import { dexSourceOf } from './openDex.ts';
import type { AskPassword } from './openSigner.ts';
import { openTradeRecorder } from './openTradeRecorder.ts';
import { openTrading } from './openTrading.ts';
import { proposeOnFirstStart } from './proposeOnFirstStart.ts';
import type { DeskEvent, RunningDesk } from './RunningDesk.ts';
import { randomIds } from './randomIds.ts';
import { readForecast } from './readForecast.ts';
import { readState } from './readState.ts';
import { sentimentSource } from './sentimentSource.ts';
import { systemClock } from './systemClock.ts';
import { trackTrend } from './trackTrend.ts';
import { type TradingSource, writeTradingRecord } from './tradingRecord.ts';
import { watchChain } from './watchChain.ts';
import { watchExplorer } from './watchExplorer.ts';
import { watchOverrides } from './watchOverrides.ts';

export type OpenDeskOptions = {
  log: Log;
  /** Plays a recorded file instead of the generated market. */
  replay?: { file: string; speed: number };
  /** Whether this process still owns the home; asked before every send. */
  owns: () => boolean;
  /** Asks for the password of the wallet where it is not configured; nobody can be asked where it is left out. */
  askPassword?: AskPassword;
};

/**
 * Builds a running desk from a config: opens what it needs in order and hosts the desk on it. Whatever was opened is
 * closed again when a later step fails.
 */
export async function openDesk(config: Config, options: OpenDeskOptions): Promise<RunningDesk> {
  if (config.mode === 'replay' && !options.replay) {
    throw new ConfigError(
      'config.invalid',
      'Mode replay plays a recorded file, and none was given. Nothing was started and no order was sent. Use "countersign replay --file FILE.csv", or mode sim.',
    );
  }
  await using opened = new AsyncDisposableStack();
  const { log, owns } = options;
  const clock = systemClock;
  const startedAt = clock.now();
  mkdirSync(config.home, { recursive: true, mode: 0o700 });

  const url = config.database.url;
  const database = await openDatabase({ folder: join(config.home, 'db'), ...(url && { url }) });
  opened.defer(() => database.close());
  const mongoUrl = config.documents.url;
  const documents = await openDocumentStore({ database, ...(mongoUrl && { mongoUrl }) });
  opened.defer(() => documents.close());

  const source = sourceOf(config, options.replay);
  const recorder = await openTradeRecorder({ config, database, clock, log });
  if (recorder) opened.defer(() => recorder.close());
  const { currency, limits, home } = config;
  const trading = await openTrading(source, {
    ...{ home, clock, log, database, password: config.wallet.password },
    ...(options.askPassword && { askPassword: options.askPassword }),
    ...(recorder && { onFeed: (event) => recorder.take(event) }),
  });
  opened.defer(() => trading.close());
  const { account, venue, chain: wallet, market } = trading;
  const maxSlippagePercent = wallet?.kill?.limits.maxSlippagePercent ?? limits.maxSlippagePercent;
  const record = { account, currency, maxSlippagePercent, source };
  writeTradingRecord(home, record);

  const hosted = opened.use(
    await hostDesk({
      account,
      mode: options.replay ? 'replay' : config.mode,
      currency,
      limits,
      reconciliation: config.reconciliation,
      venue,
      ...wallet,
      database,
      documents,
      latch: fileKillLatch(join(config.home, 'kill.json')),
      killFile: fileKillFile(join(config.home, 'kill-journal.jsonl')),
      clock,
      ids: randomIds,
      log,
      owns,
    }),
  );
  const { desk, runtime } = hosted;
  // What a kill may spend on slippage follows the limits in force, not a looser configuration.
  if (!wallet) writeTradingRecord(home, { ...record, maxSlippagePercent: desk.limits.maxSlippagePercent });
  const anchor = join(config.home, 'journal-anchor.json');
  await checkAnchor(desk, anchor);
  opened.use(anchorJournal(desk, anchor));
  opened.use(watchOverrides(desk));
  const { chain, explorer } = openChain(config.chain, desk.clock) ?? { chain: null, explorer: null };
  if (chain) opened.defer(() => chain.close());
  const { clock: deskClock } = desk;
  const watched = [
    ...(chain ? [watchChain(chain, deskClock)] : []),
    ...(chain && explorer ? [watchExplorer(explorer, { chain: chain.label, clock: deskClock })] : []),
  ];
  for (const source of watched) opened.defer(() => source.stop());
  const sentiment = sentimentSource(config.sentiment);
  const mood = await describeSentiment(sentiment);
  const crowd = openCrowd(config.crowd, sentiment, desk);
  if (crowd) opened.defer(() => crowd.close());
  const folder = config.trend.folder;
  const model = await createTrendModel(folder === null ? {} : { folder });
  opened.defer(() => model.close());
  const trend = opened.use(trackTrend(desk, model));
  const agents = await createAgents({ desk, trend, chain, crowd, model: config.model });

  const listeners = new Set<(event: DeskEvent) => void>();
  const publish = (event: DeskEvent): void => {
    for (const listener of listeners) listener(event);
  };
  runtime.subscribe((entries) => {
    for (const entry of entries) publish({ type: 'journal', entry });
  });
  desk.market.subscribe(publish);
  // A demonstration, and none that a wallet should see.
  if (!wallet) void proposeOnFirstStart(desk, agents);

  const owned = opened.move();
  return {
    desk,
    agents,
    models: () => [describeTrend(trend), mood],
    sources: () => ({
      enabled: crowd !== null,
      sources: [
        ...(crowd?.crowd.sources() ?? []),
        ...watched.map((source) => source.view()),
        ...(recorder ? [recorder.view()] : []),
      ],
    }),
    news: async (query) => ({ enabled: crowd !== null, items: (await crowd?.crowd.news(query)) ?? [] }),
    forecast: (instrument, timeframe) => readForecast(desk, trend, { instrument, timeframe }),
    state: () => readState({ desk, agents, chain, market, startedAt }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => owned.disposeAsync(),
  };
}

/** What the mode trades on. */
function sourceOf(config: Config, replay: OpenDeskOptions['replay']): TradingSource {
  if (replay) return { kind: 'recorded', ...replay };
  const chain = dexSourceOf(config);
  if (chain) return { kind: 'chain', ...chain };
  const { mode, venue, limits } = config;
  if (mode !== 'paper') return { kind: 'generated', seed: venue.seed };
  const { exchange, latencyMs, mirror } = venue;
  return { kind: 'real', exchange, latencyMs, mirror, instruments: limits.instruments };
}
