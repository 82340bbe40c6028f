/**
 * The last entry of the journal, moved on with each commit. It holds for every memory that was read since the last
 * commit that failed: whether that one was stored after all may only show later, and then its entry stands where the
 * next commit's is to go, so that nothing which did not know of it is ever stored.
 */
export type JournalEnd = { sequence: number; hash: string };
