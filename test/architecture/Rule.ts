import type { SourceFile } from './SourceFile.ts';

/** One broken rule: where, and what to do instead. */
export type Violation = { path: string; line: number; message: string };

/** Looks at all files together and answers what is wrong. */
export type Rule = (files: readonly SourceFile[]) => Violation[];
