import type { Desk } from '../desk/Desk.ts';
import { storeEvidence } from '../desk/storeEvidence.ts';
import type { Evidence, EvidenceRef } from '../domain/Evidence.ts';
import { evidenceHash } from '../domain/evidenceHash.ts';
import { evidenceId, type InstrumentId, type RunId } from '../domain/ids.ts';

/** A tool result on its way into storage. */
export type EvidenceDraft = Omit<Evidence, 'id' | 'run' | 'observedAt' | 'hash'> & {
  instruments: readonly InstrumentId[];
  summary: string;
};

/** Everything that one run has read, in order. */
export type EvidenceRecorder = {
  /** Stores the result, and only then returns what a proposal would carry of it. Throws where it cannot be stored. */
  record(draft: EvidenceDraft): Promise<EvidenceRef>;
  /** What a proposal on this instrument leans on, and everything untrusted that the run has read. */
  forInstrument(instrument: InstrumentId): EvidenceRef[];
  all(): EvidenceRef[];
};

/** Starts the record of one run. */
export function createEvidenceRecorder(desk: Desk, run: RunId): EvidenceRecorder {
  const kept: { ref: EvidenceRef; instruments: readonly InstrumentId[] }[] = [];
  return {
    async record({ instruments, summary, ...draft }) {
      const body = { ...draft, run, observedAt: desk.clock.now() };
      const evidence: Evidence = {
        ...body,
        id: evidenceId.parse(`EVD-${desk.ids.next(10)}`),
        hash: evidenceHash(body),
      };
      await storeEvidence(desk, evidence);
      const { id, tool, source, observedAt, exchangeTime, trusted, figures, hash } = evidence;
      const ref = { id, tool, source, observedAt, exchangeTime, trusted, figures, summary, hash };
      kept.push({ ref, instruments });
      return ref;
    },
    forInstrument: (instrument) =>
      kept
        .filter(({ ref, instruments }) => !ref.trusted || instruments.includes(instrument))
        .map(({ ref }) => ref),
    all: () => kept.map(({ ref }) => ref),
  };
}
