import type { DocumentStore } from '../../db/Repositories.ts';
import type { AccountId, ProposalId } from '../../domain/ids.ts';
import { isFinal } from '../../domain/judgeOverride.ts';
import { type OverrideRecord, overrideRecord } from '../../domain/Override.ts';

/** Overruled proposals as documents: a group of those that are followed, and one of those that are settled for good. */
export type OverrideStore = {
  get(proposal: ProposalId): Promise<OverrideRecord | undefined>;
  put(record: OverrideRecord): Promise<void>;
  /** Newest first. */
  list(group: 'followed' | 'settled', limit: number): Promise<OverrideRecord[]>;
};

export function overrideStore(documents: DocumentStore, account: AccountId): OverrideStore {
  return {
    async get(proposal) {
      const found = await documents.get('overrides', proposal);
      return found && overrideRecord.parse(found.body);
    },
    async put(record) {
      const { proposal, kind, instrument, asked, edited } = record;
      const settled = isFinal(asked) && (edited === null || isFinal(edited));
      await documents.put('overrides', {
        id: proposal,
        group: `${account}/${settled ? 'settled' : 'followed'}`,
        at: record.decidedAt,
        text: `${proposal} ${kind} ${instrument}`,
        body: record,
      });
    },
    async list(group, limit) {
      const found = await documents.find('overrides', { group: `${account}/${group}`, limit });
      return found.map(({ body }) => overrideRecord.parse(body));
    },
  };
}
