import type { Agents } from '../agents/createAgents.ts';
import type { Desk } from '../desk/Desk.ts';
import type { MarketEvent } from '../desk/MarketView.ts';
import type { ForecastView } from '../domain/ForecastRecord.ts';
import type { InstrumentId } from '../domain/ids.ts';
import type { JournalEntry } from '../domain/JournalEntry.ts';
import type { ModelView } from '../domain/ModelView.ts';
import type { Timeframe } from '../domain/market.ts';
import type { NewsView } from '../domain/NewsItem.ts';
import type { SourcesView } from '../domain/SourceView.ts';
import type { StateView } from '../domain/views.ts';
import type { NewsQuery } from '../sources/social/Crowd.ts';

/** What a running desk tells those who watch it. `state`: something in `state()` changed. */
export type DeskEvent = { type: 'journal'; entry: JournalEntry } | MarketEvent | { type: 'state' };

/** A desk with everything around it: venue, runtime, loops, agents. */
export type RunningDesk = {
  readonly desk: Desk;
  readonly agents: Agents;
  /** The models that are loaded, each with how it did lately. */
  models(): ModelView[];
  /** How the sources outside of the desk are: the crowd's, and the chain's node. */
  sources(): SourcesView;
  /** News as it was read, newest first. */
  news(query: NewsQuery): Promise<NewsView>;
  /** The trend model's forecast as of now. Throws `VenueError` when the bars could not be had. */
  forecast(instrument: InstrumentId, timeframe: Timeframe): Promise<ForecastView>;
  state(): Promise<Omit<StateView, 'session'>>;
  /** Calls back on every event until the returned function is called. */
  subscribe(listener: (event: DeskEvent) => void): () => void;
  /** Stops safely: nothing new leaves, what is under way ends, then the database closes. */
  close(): Promise<void>;
};
