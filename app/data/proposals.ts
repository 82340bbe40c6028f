import type { DecisionCommand } from '../../domain/DecisionCommand.ts';
import type { ProposalRequest } from '../../domain/Proposal.ts';
import type { ProposalView } from '../../domain/views.ts';
import { getJson, postJson } from './http.ts';
import { createResource } from './resource.ts';
import { createStore, useStore } from './store.ts';

type Known = { view: ProposalView; askedAt: number };

/** Proposals by id, newest answer each: what cards read, so that an old card shows the current truth. */
const known = createStore<ReadonlyMap<string, Known>>(new Map());
let asks = 0;

/** An answer is taken only if it was asked for after the one that is known. */
function learn(views: ProposalView[], askedAt: number): void {
  known.set((before) => {
    const after = new Map(before);
    for (const view of views) {
      const had = after.get(view.id);
      if (!had || had.askedAt < askedAt) after.set(view.id, { view, askedAt });
    }
    return after;
  });
}

/** Ids, newest first; the proposals themselves are read by `useProposal`. */
export const proposals = createResource(async () => {
  const askedAt = ++asks;
  const views = await getJson<ProposalView[]>('/api/proposals');
  learn(views, askedAt);
  return views.map((view) => view.id as string);
});

export async function loadProposal(id: string): Promise<ProposalView> {
  const askedAt = ++asks;
  const view = await getJson<ProposalView>(`/api/proposals/${encodeURIComponent(id)}`);
  learn([view], askedAt);
  return view;
}

export async function createProposal(request: ProposalRequest): Promise<ProposalView> {
  const view = await postJson<ProposalView>('/api/proposals', request);
  learn([view], ++asks);
  proposals.refresh();
  return view;
}

export async function decide(id: string, command: DecisionCommand): Promise<ProposalView> {
  try {
    const view = await postJson<ProposalView>(`/api/proposals/${encodeURIComponent(id)}/decision`, command);
    learn([view], ++asks);
    return view;
  } finally {
    proposals.refresh();
  }
}

export function useProposal(id: string | null): ProposalView | undefined {
  return useStore(known, (map) => (id === null ? undefined : map.get(id)?.view));
}

export function useProposals(): ReadonlyMap<string, Known> {
  return useStore(known);
}

export function knownProposal(id: string): ProposalView | undefined {
  return known.get().get(id)?.view;
}
