import type { z } from 'zod';
import { SourceError } from '../../SourceError.ts';

/**
 * Those of a list that have the shape of the schema. One of another shape is left out; throws `source.malformed` where
 * there are some and none has it.
 */
export function readableOf<Schema extends z.ZodType>(
  list: readonly unknown[],
  schema: Schema,
  what: string,
): z.output<Schema>[] {
  const readable = list.flatMap((one) => {
    const parsed = schema.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
  if (list.length > 0 && readable.length === 0)
    throw new SourceError('source.malformed', `What was sent as ${what} has another shape.`);
  return readable;
}
