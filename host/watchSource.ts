import type { Scheduler } from '../domain/Clock.ts';
import { SourceError } from '../sources/SourceError.ts';
import { type PolledSource, SourcePoller } from '../sources/SourcePoller.ts';

/** Reads a source again and again from now on. Stopping does not wait for one that is silent. */
export function watchSource(source: PolledSource, clock: Scheduler): Pick<SourcePoller, 'view' | 'stop'> {
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  stopped.catch(() => {});
  const read = () => Promise.race([source.read(), stopped]);
  const poller = new SourcePoller(clock, { ...source, read }, () => {});
  poller.start(0);
  return {
    view: () => poller.view(),
    stop() {
      reject(new SourceError('source.closed', `${source.name} was not asked to the end: the desk stops.`));
      return poller.stop();
    },
  };
}
