import type { Clock } from '../../domain/Clock.ts';
import type { LaunchCodes } from '../access/createLaunchCodes.ts';
import type { Sessions } from '../access/createSessions.ts';
import type { DeskApi } from '../DeskApi.ts';
import type { Metrics } from '../metrics/createMetrics.ts';
import type { EventHub } from '../stream/createEventHub.ts';

/** What the routes are handed. */
export type RouteContext = {
  desk: DeskApi;
  hub: EventHub;
  sessions: Sessions;
  launchCodes: LaunchCodes;
  metrics: Metrics;
  clock: Clock;
  /** Port that the server listens on; known only once it does. */
  port: () => number;
};
