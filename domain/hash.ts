import { hash } from 'node:crypto';

/** JSON with sorted keys and no undefined members: one text for one value. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(plainCopy(value));
}

/** SHA-256 over the canonical JSON of a value, in lower-case hex. */
export function hashOf(value: unknown): string {
  return hashOfText(canonicalJson(value));
}

/** SHA-256 over a text, in lower-case hex. */
export function hashOfText(text: string): string {
  return hash('sha256', text, 'hex');
}

/**
 * What of a value JSON can carry, as a copy whose keys were added in order, so that its JSON is canonical. To copy and
 * then to print is several times faster than a replacer.
 */
export function plainCopy(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if ('toJSON' in value && typeof value.toJSON === 'function') return plainCopy(value.toJSON());
  if (Array.isArray(value)) return value.map((member) => plainCopy(member) ?? null);
  const source = value as Record<string, unknown>;
  const copy: Record<string, unknown> = {};
  for (const key of inOrder(Object.keys(source))) {
    const member = plainCopy(source[key]);
    if (member === undefined) continue;
    if (key === '__proto__') addOwn(copy, key, member);
    else copy[key] = member;
  }
  return copy;
}

/** Sorted; keys that already are, as of whatever is made often, are not sorted again. */
function inOrder(keys: string[]): string[] {
  for (let index = 1; index < keys.length; index++)
    if ((keys[index - 1] ?? '') > (keys[index] ?? '')) return keys.sort();
  return keys;
}

/** A key that would otherwise set the object's prototype. */
function addOwn(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
