import { DatabaseError } from '../DatabaseError.ts';

/** Says that a folder cannot be used as a database, why, and what to do. */
export function brokenFolder(folder: string, cause: unknown): DatabaseError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DatabaseError(
    'db.corrupt',
    `The database in ${folder} cannot be opened: ${reason.replace(/\.\s*$/, '')}. Nothing was started, changed or sent. Restore the folder from a backup, or move it away to begin with empty books; what the venue holds is not touched by either.`,
    { cause },
  );
}
