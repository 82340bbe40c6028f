import type { Config } from '../config/schema.ts';
import type { Desk } from '../desk/Desk.ts';
import { createSentimentModel, type SentimentModel } from '../models/sentiment/createSentimentModel.ts';
import { createCrowd } from '../sources/social/createCrowd.ts';
import type { CrowdReads } from '../tools/CrowdReads.ts';
import { newsStore } from './newsStore.ts';
import { openFunding } from './openFunding.ts';
import { version } from './version.ts';

/**
 * The sources of news and mood, being read from now on; null while they are switched off. A source that cannot be
 * reached is no event for the log: its state says so.
 */
export function openCrowd(
  { enabled, localOrigins, feeds, fearAndGreed, funding }: Config['crowd'],
  { clock, log, documents, market }: Pick<Desk, 'clock' | 'log' | 'documents' | 'market'>,
): (CrowdReads & { close(): Promise<void> }) | null {
  if (!enabled) return null;
  const swaps = openFunding(funding);
  const crowd = createCrowd(
    {
      userAgent: `Countersign/${version}`,
      localOrigins,
      feeds: feeds.map(({ name, url, everyMinutes, redirectHosts }) => ({
        ...{ id: `feed:${name}`, name, url, everyMs: everyMinutes * 60_000, redirectHosts },
      })),
      fearAndGreed:
        fearAndGreed.url === null
          ? null
          : { url: fearAndGreed.url, everyMs: fearAndGreed.everyMinutes * 60_000 },
      funding: swaps,
      assets: [...market.instruments.values()].map(({ base }) => base),
    },
    {
      ...{ clock, store: newsStore(documents) },
      onFault: ({ id }, { code }) => log.debug({ source: id, code }, 'A source could not be read'),
    },
  );
  let loading: Promise<SentimentModel> | undefined;
  return {
    crowd,
    sentiment() {
      loading ??= createSentimentModel();
      // A model that could not be loaded is tried again with the next question.
      loading.catch(() => {
        loading = undefined;
      });
      return loading;
    },
    async close() {
      await crowd.close();
      await swaps?.close();
      await loading?.then(
        (model) => model.close(),
        () => {},
      );
    },
  };
}
