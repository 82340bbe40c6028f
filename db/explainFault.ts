import { DatabaseError } from './DatabaseError.ts';

const diskFull = '53100';

/**
 * Gives faults that a person can mend a sentence that says what happened and what to do; any other fault is
 * returned as it is.
 */
export function explainFault(fault: unknown, where: string): unknown {
  if (fault instanceof DatabaseError || !isDiskFull(fault)) return fault;
  return new DatabaseError(
    'db.noSpace',
    `There is no space left for ${where}. What was being written was not stored, and nothing that depends on it was sent. Free some space; orders that work at the venue stay there meanwhile.`,
    { cause: fault },
  );
}

/** Looks through the causes: the driver's error lies inside that of the query builder. */
function isDiskFull(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const code = 'code' in fault ? fault.code : undefined;
  if (code === diskFull || code === 'ENOSPC' || /ENOSPC|no space left/i.test(fault.message)) return true;
  if (fault instanceof AggregateError) return fault.errors.some(isDiskFull);
  return fault.cause !== undefined && isDiskFull(fault.cause);
}
