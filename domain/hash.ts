import { createHash } from 'node:crypto';

/** JSON with sorted keys and no undefined members: one text for one value. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value));
}

/** SHA-256 over the canonical JSON of a value, in lower-case hex. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** A copy whose keys were added in order. To copy and then to print is several times faster than a replacer. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('toJSON' in value && typeof value.toJSON === 'function') return inOrder(value.toJSON());
  if (Array.isArray(value)) return value.map(inOrder);
  const source = value as Record<string, unknown>;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(source).sort()) {
    if (key === '__proto__') addOwn(copy, key, inOrder(source[key]));
    else copy[key] = inOrder(source[key]);
  }
  return copy;
}

/** A key that would otherwise set the object's prototype. */
function addOwn(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
