import type { ProposalId } from './ids.ts';
import type { Timeframe } from './market.ts';

/**
 * The desk's own parts in a chat message, beside text and tool parts. They carry ids, not copies: a card reads the
 * live truth by id, so that an old message never shows an old state.
 */
export type ChatDataParts = {
  proposal: { id: ProposalId };
  chart: { instrument: string; timeframe: Timeframe };
};

/** Shown with each answer: who answered, and whether by rules or by a model. */
export type ChatMetadata = { run: string; analyst: string; ruleBased: boolean; at: number };
