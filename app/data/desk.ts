import type { Alert } from '../../domain/Alert.ts';
import type { Fill } from '../../domain/Fill.ts';
import type { Instrument } from '../../domain/Instrument.ts';
import type { ModelView } from '../../domain/ModelView.ts';
import type { NewsView } from '../../domain/NewsItem.ts';
import type { OverridesView } from '../../domain/Override.ts';
import type { SourcesView } from '../../domain/SourceView.ts';
import type { LimitsView, OrderView, PortfolioView, RiskView, StateView } from '../../domain/views.ts';
import { getJson } from './http.ts';
import { proposals } from './proposals.ts';
import { createResource, useResource } from './resource.ts';
import { createStore } from './store.ts';

/** Server time minus browser time, in ms, as measured at the last `/api/state`. */
export const serverOffset = createStore(0);

export const deskState = createResource(async () => {
  const asked = Date.now();
  const state = await getJson<StateView>('/api/state');
  serverOffset.set(Math.round(state.now - (asked + Date.now()) / 2));
  return state;
});
export const portfolio = createResource(() => getJson<PortfolioView>('/api/portfolio'));
export const overrides = createResource(() => getJson<OverridesView>('/api/overrides'));
export const orders = createResource(() => getJson<OrderView[]>('/api/orders'));
export const fills = createResource(() => getJson<Fill[]>('/api/fills'));
export const risk = createResource(() => getJson<RiskView>('/api/risk'));
export const limits = createResource(() => getJson<LimitsView>('/api/limits'));
export const models = createResource(() => getJson<ModelView[]>('/api/models'));
export const sources = createResource(() => getJson<SourcesView>('/api/sources'));
export const news = createResource(() => getJson<NewsView>('/api/news?limit=30'));
export const alerts = createResource(() => getJson<Alert[]>('/api/alerts'));

/** Everything the desk shows, fetched again: at the start and after the stream was lost. */
export function refreshAll(): void {
  for (const resource of [deskState, portfolio, proposals, orders, fills, risk, limits, alerts])
    resource.refresh();
}

/** The server's time now, in epoch ms. */
export function serverNow(): number {
  return Date.now() + serverOffset.get();
}

export function useInstrument(id: string): Instrument | undefined {
  return useResource(deskState).data?.instruments.find((instrument) => instrument.id === id);
}
