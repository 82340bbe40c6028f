import type { StoryLine } from '../../../domain/OrderStory.ts';

/** A line before the entry that proves it is put on it. `by` and `at` are the entry's unless given. */
export type Told = Pick<StoryLine, 'kind' | 'text'> & Partial<Pick<StoryLine, 'details' | 'at' | 'by'>>;
