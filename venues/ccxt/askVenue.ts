import type { z } from 'zod';
import { VenueError } from '../VenueError.ts';
import type { VenueContext } from './VenueContext.ts';
import { venueErrorFrom } from './venueErrorFrom.ts';

/** Asks the exchange and reads its answer. Throws `VenueError` if it could not be asked or gave no real answer. */
export async function askVenue<Schema extends z.ZodType>(
  venue: Pick<VenueContext, 'label'>,
  what: string,
  schema: Schema,
  ask: () => Promise<unknown>,
): Promise<z.infer<Schema>> {
  let answer: unknown;
  try {
    answer = await ask();
  } catch (error) {
    throw venueErrorFrom(error, venue.label, what);
  }
  return readAnswer(venue, what, schema, answer);
}

/** Reads what the exchange sent. Throws `VenueError` if it is not what its documentation says. */
export function readAnswer<Schema extends z.ZodType>(
  venue: Pick<VenueContext, 'label'>,
  what: string,
  schema: Schema,
  answer: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`;
  throw new VenueError(
    'venue.badAnswer',
    `${venue.label} gave no readable answer when asked to ${what}${place}`,
    {
      context: { venue: venue.label },
      cause: parsed.error,
    },
  );
}
