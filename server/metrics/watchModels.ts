import { Gauge, type Registry } from 'prom-client';
import type { LiveRecord } from '../../domain/ForecastRecord.ts';
import type { DeskApi } from '../DeskApi.ts';

type Figure = { name: string; help: string; read(live: LiveRecord): number | null | undefined };

const figures: readonly Figure[] = [
  {
    name: 'countersign_model_brier',
    help: 'Mean Brier score of the scored forecasts of the last days; 0 best, 2 worst',
    read: ({ brier }) => brier?.live,
  },
  {
    name: 'countersign_model_brier_card',
    help: 'Brier score that the model’s card promises for the same timeframes and horizons',
    read: ({ brier }) => brier?.card,
  },
  {
    name: 'countersign_model_coverage90',
    help: 'Share of outcomes inside the 90% interval',
    read: ({ coverage90 }) => coverage90,
  },
  {
    name: 'countersign_model_drift',
    help: 'Mean population stability index of the features against the training data',
    read: ({ drift }) => drift?.mean,
  },
  {
    name: 'countersign_model_drift_limit',
    help: 'Stability index above which the market is unlike the one that the model was trained on',
    read: ({ drift }) => drift?.limit,
  },
  {
    name: 'countersign_model_degraded',
    help: '1 where the model does worse than its card beyond chance, or the market is unlike its training data; 0 otherwise',
    read: ({ state }) => (state === 'degraded' ? 1 : 0),
  },
  {
    name: 'countersign_model_forecasts_scored',
    help: 'Forecasts of the last days whose horizon has passed',
    read: ({ scored }) => scored,
  },
  {
    name: 'countersign_model_forecasts_waiting',
    help: 'Forecasts that wait for their horizon',
    read: ({ waiting }) => waiting,
  },
];

/** Adds how the models do live; a figure that is not known yet is absent. */
export function watchModels(desk: Pick<DeskApi, 'models'>, registers: Registry[]): void {
  for (const { name, help, read } of figures) {
    new Gauge({
      ...{ name, help, registers, labelNames: ['model'] },
      collect() {
        this.reset();
        for (const { name: model, live } of desk.models()) {
          const value = live && read(live);
          if (value !== null && value !== undefined) this.set({ model }, value);
        }
      },
    });
  }
}
