import type { EvidenceId, ProposalId } from './ids.ts';
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

/**
 * Output of a tool part, and exactly what the model sees. A read names its evidence; `ageMs` counts from the source's
 * own time where it gives one. `summary` is one line for the folded tool card.
 */
export type ChatToolOutput<Result = unknown> =
  | {
      ok: true;
      summary: string;
      evidence: EvidenceId | null;
      source: string | null;
      observedAt: number | null;
      exchangeTime: number | null;
      ageMs: number | null;
      trusted: boolean;
      result: Result;
    }
  | { ok: false; code: string; message: string };
