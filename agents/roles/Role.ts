/** Who thinks, and what it may do. One file each in this folder, listed in `roles.ts`. */
export type Role = {
  /** Addressed in a chat as `@name`; in the journal as `agent:name`. Lower-case letters. */
  name: string;
  /** Whether it may be shown the tools that propose. No role can approve, kill or rearm. */
  proposes: boolean;
  /** What a language model is told, after what all are told. The rules hold without it. */
  instructions: readonly string[];
};
