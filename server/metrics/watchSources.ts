import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../../domain/Clock.ts';
import type { SourceView } from '../../domain/SourceView.ts';
import type { DeskApi } from '../DeskApi.ts';

type Figure = { name: string; help: string; read(source: SourceView, now: number): number | null };

const figures: readonly Figure[] = [
  {
    name: 'countersign_source_up',
    help: '1 where the last attempt to read a source outside of the desk went well, 0 otherwise',
    read: ({ state }) => (state === 'ok' ? 1 : 0),
  },
  {
    name: 'countersign_source_age_seconds',
    help: 'Time since a source outside of the desk was last read; absent for one that never was',
    read: ({ lastOkAt }, now) => (lastOkAt === null ? null : Math.max(0, now - lastOkAt) / 1000),
  },
  {
    name: 'countersign_source_failures',
    help: 'Attempts to read a source that failed, since the start of this process',
    read: ({ failures }) => failures,
  },
];

/** Adds how the sources outside of the desk are; none while they are off. */
export function watchSources(desk: Pick<DeskApi, 'sources'>, registers: Registry[], clock: Clock): void {
  for (const { name, help, read } of figures) {
    new Gauge({
      ...{ name, help, registers, labelNames: ['source'] },
      collect() {
        this.reset();
        for (const source of desk.sources().sources) {
          const value = read(source, clock.now());
          if (value !== null) this.set({ source: source.name }, value);
        }
      },
    });
  }
}
