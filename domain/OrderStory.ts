import { z } from 'zod';
import { actor } from './actor.ts';
import { accountId, orderId, proposalId } from './ids.ts';
import { epochMs } from './schema.ts';

/** What a line of a story is about; also the word that stands before it. */
export const storyKind = z.enum([
  'market',
  'evidence',
  'asked',
  'gate',
  'decision',
  'limits',
  'order',
  'send',
  'venue',
  'fill',
  'position',
  'protection',
  'cancel',
  'stop',
  'alert',
]);
export type StoryKind = z.infer<typeof storyKind>;

/** One thing that happened, with the journal entry that proves it; null for what no entry holds. */
export const storyLine = z.strictObject({
  at: epochMs,
  kind: storyKind,
  text: z.string(),
  details: z.array(z.string()),
  by: actor.nullable(),
  proof: z
    .strictObject({
      sequence: z.int(),
      hash: z.string(),
      /** Whether the entry's content still has its hash. Whether the chain holds up to it is for a verification. */
      intact: z.boolean(),
    })
    .nullable(),
});
export type StoryLine = z.infer<typeof storyLine>;

/** Everything that led to an order and came of it, in the order of the journal. */
export const orderStory = z.strictObject({
  account: accountId,
  proposal: proposalId.nullable(),
  orders: z.array(z.strictObject({ id: orderId, clientOrderId: z.string() })),
  lines: z.array(storyLine),
});
export type OrderStory = z.infer<typeof orderStory>;
