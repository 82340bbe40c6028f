import type { Log } from '../../../desk/Log.ts';

/** Mistakes of the program itself, whoever caught and logged them. */
const mistake =
  /TypeError|RangeError|ReferenceError|SyntaxError|ZodError|machine\.forbiddenAction|insideTransaction/;

/** Keeps what a desk logs for the trace, and tells of what can only be a mistake in the program. */
export function memoryLog(write: (line: string) => void, onMistake: (line: string) => void): Log {
  const at = (level: string) => (data: Record<string, unknown>, message: string) => {
    const line = `${level} ${message} ${JSON.stringify(data)}`;
    write(line);
    if (mistake.test(line)) onMistake(line);
  };
  return { debug() {}, info: at('info'), warn: at('warn'), error: at('error') };
}
