import type { z } from 'zod';
import type { Desk } from '../desk/Desk.ts';
import type { Actor } from '../domain/actor.ts';
import type { ChatDataParts } from '../domain/chat.ts';
import type { EvidenceFigure } from '../domain/Evidence.ts';
import type { InstrumentId, RunId } from '../domain/ids.ts';
import type { ProposalView } from '../domain/views.ts';
import type { TrackedTrend } from '../models/live/createTrackedTrend.ts';
import type { ChainSource } from '../sources/chain/ChainSource.ts';
import type { CrowdReads } from './CrowdReads.ts';
import type { EvidenceRecorder } from './createEvidenceRecorder.ts';

/** What a tool is handed besides its input. Set by the server; nothing in it comes from a model. */
export type ToolContext = {
  desk: Desk;
  run: RunId;
  /** The agent that acts, e.g. `agent:trader`; its channel is the one that the person used. */
  actor: Actor;
  /** Null where no trend model could be loaded. */
  trend: Pick<TrackedTrend, 'forecast' | 'live'> | null;
  /** Null where no chain is configured. */
  chain: ChainSource | null;
  /** Null where the crowd is switched off. */
  crowd: CrowdReads | null;
  evidence: EvidenceRecorder;
  /** Puts a card or a chart into the answer. */
  emit(part: ToolPart): void;
  /** What this run has put up, in order. */
  proposals: ProposalView[];
};

export type ToolPart = {
  [Name in keyof ChatDataParts]: { name: Name; data: ChatDataParts[Name] };
}[keyof ChatDataParts];

/** What a tool came back with. A read becomes stored evidence before anyone sees it. */
export type ToolOutcome<Result> =
  | {
      kind: 'read';
      source: string;
      /** The source's own time for the fact (epoch ms); null where it gives none. */
      exchangeTime: number | null;
      /** What it is about; a proposal carries the evidence on its own instrument. */
      instruments: readonly InstrumentId[];
      figures: EvidenceFigure[];
      summary: string;
      result: Result;
      /** Defaults to the tool's own `trusted`. */
      trusted?: boolean;
    }
  | { kind: 'done'; summary: string; result: Result }
  /** Expected and explained: wrong instrument, nothing configured, gate not reached. Nothing was changed. */
  | { kind: 'refused'; code: string; message: string };

/** Something an agent can do. One file each in this room, listed in `registry.ts`. */
export type Tool<Schema extends z.ZodType = z.ZodType, Result = unknown> = {
  name: string;
  /** For the model: what it gives, in which units, and when to use it. */
  description: string;
  input: Schema;
  /** `propose` is the only write there is: a proposal, or the cancel of an entry. */
  writes: false | 'propose';
  /** False where the result carries text or numbers that anybody outside could have written. */
  trusted: boolean;
  run(context: ToolContext, input: z.output<Schema>): Promise<ToolOutcome<Result>>;
};

/** What a tool's calls return in `result`. */
export type ResultOf<T> = T extends { run(context: never, input: never): Promise<ToolOutcome<infer Result>> }
  ? Result
  : never;

/** Ties a tool's input type to its schema. */
export function defineTool<Schema extends z.ZodType, Result>(
  tool: Tool<Schema, Result>,
): Tool<Schema, Result> {
  return tool;
}
