/**
 * One thing that is wrong with the journal, as a sentence, and the entry that it was found at. `unlinked`: the chain is
 * broken there, whatever broke it; `cut` and `rewritten` show only against the anchor.
 */
export type JournalFault = {
  kind: 'changed' | 'removed' | 'reordered' | 'unlinked' | 'cut' | 'rewritten';
  sequence: number;
  message: string;
};
