import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { z } from 'zod';
import type { Clock } from '../../domain/Clock.ts';
import { gateLook } from '../../domain/GateLook.ts';
import type { JournalEntry } from '../../domain/JournalEntry.ts';
import type { DeskApi } from '../DeskApi.ts';
import { watchModels } from './watchModels.ts';
import { watchSources } from './watchSources.ts';

export type Metrics = {
  /** One answered request. `route` is the pattern, never the address, so that ids make no series. */
  observeRequest(request: { method: string; route: string; status: number; seconds: number }): void;
  /** Prometheus text format. */
  render(): Promise<string>;
  readonly contentType: string;
  close(): void;
};

const assessed = z.object({ look: gateLook.pick({ denials: true }).loose() });
const moved = z.object({ to: z.string(), from: z.string().optional() });
const pingLimitMs = 2000;

/**
 * Figures for Prometheus: what happened since this process started, counted from the journal as it is written, and
 * what stands now. Counts and ages only; no amounts, no instruments held, no ids.
 */
export function createMetrics(
  desk: Pick<DeskApi, 'mode' | 'subscribe' | 'models' | 'sources' | 'instruments' | 'quote' | 'pingDatabase'>,
  options: { clock: Clock; processMetrics: boolean; clients: () => number },
): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ mode: desk.mode });
  if (options.processMetrics) collectDefaultMetrics({ register: registry });
  const registers = [registry];

  const proposals = new Counter({
    name: 'countersign_proposals_total',
    help: 'Proposals that entered a status, since the start of this process',
    labelNames: ['status'],
    registers,
  });
  const denials = new Counter({
    name: 'countersign_gate_denials_total',
    help: 'Checks of the risk gate that denied, by code',
    labelNames: ['code'],
    registers,
  });
  const orders = new Counter({
    name: 'countersign_orders_total',
    help: 'Orders that entered a status, since the start of this process',
    labelNames: ['status'],
    registers,
  });
  const fills = new Counter({
    name: 'countersign_fills_total',
    help: 'Executions booked since the start of this process',
    registers,
  });
  const requests = new Histogram({
    name: 'countersign_http_request_duration_seconds',
    help: 'Time until a request was answered; an event stream counts until its first byte',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  new Gauge({
    name: 'countersign_feed_age_seconds',
    help: 'Age of the newest quote by the exchange’s time; absent before the first quote',
    labelNames: ['instrument'],
    registers,
    collect() {
      this.reset();
      for (const { id } of desk.instruments()) {
        const quote = desk.quote(id);
        if (quote) this.set({ instrument: id }, Math.max(0, options.clock.now() - quote.exchangeTime) / 1000);
      }
    },
  });
  new Gauge({
    name: 'countersign_database_up',
    help: '1 if the database answered within two seconds, 0 otherwise',
    registers,
    async collect() {
      this.set((await answersInTime(desk.pingDatabase())) ? 1 : 0);
    },
  });
  new Gauge({
    name: 'countersign_event_streams',
    help: 'Open event streams',
    registers,
    collect() {
      this.set(options.clients());
    },
  });

  watchModels(desk, registers);
  watchSources(desk, registers, options.clock);

  function count(entry: JournalEntry): void {
    const step = moved.safeParse(entry.data);
    if (step.success && step.data.to !== step.data.from) {
      if (entry.subject.startsWith('PRP-')) proposals.inc({ status: step.data.to });
      if (entry.subject.startsWith('ORD-')) orders.inc({ status: step.data.to });
    }
    if (entry.type === 'fill.received') fills.inc();
    if (entry.type === 'proposal.assessed') {
      for (const { code } of assessed.safeParse(entry.data).data?.look.denials ?? []) denials.inc({ code });
    }
  }
  const unsubscribe = desk.subscribe((event) => {
    if (event.type === 'journal') count(event.entry);
  });

  return {
    observeRequest: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    render: () => registry.metrics(),
    contentType: registry.contentType,
    close() {
      unsubscribe();
      registry.clear();
    },
  };
}

async function answersInTime(answer: Promise<void>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), pingLimitMs);
  try {
    return await Promise.race([answer.then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
