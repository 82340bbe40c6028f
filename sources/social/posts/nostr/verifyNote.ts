import { createHash } from 'node:crypto';
import { schnorr } from '@noble/curves/secp256k1.js';
import { z } from 'zod';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const event = z.object({
  id: hex(32),
  pubkey: hex(32),
  created_at: z.int().nonnegative(),
  kind: z.int(),
  tags: z.array(z.array(z.string())).max(2_000),
  content: z.string().max(64 * 1024),
  sig: hex(64),
});

/** A short text note that was signed by the key it names. */
export type Note = { id: string; createdAt: number; content: string };

/**
 * Reads a Nostr event (NIP-01) of kind 1. Null for another kind or shape, for an id that is not the hash of what it
 * names, or for a signature (BIP-340) that is not its author's.
 */
export function verifyNote(given: unknown): Note | null {
  const parsed = event.safeParse(given);
  if (!parsed.success || parsed.data.kind !== 1) return null;
  const { id, pubkey, created_at: createdAt, kind, tags, content, sig } = parsed.data;
  const sealed = JSON.stringify([0, pubkey, createdAt, kind, tags, content]);
  if (createHash('sha256').update(sealed).digest('hex') !== id) return null;
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
  if (!schnorr.verify(bytes(sig), bytes(id), bytes(pubkey))) return null;
  return { id, createdAt, content };
}
