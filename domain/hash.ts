import { createHash } from 'node:crypto';

/** JSON with sorted keys and no undefined members: one text for one value. */
export function canonicalJson(value: unknown): string {
  return write(value) ?? 'null';
}

/** SHA-256 over the canonical JSON of a value, in lower-case hex. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** Undefined for what JSON has no text for. */
function write(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if ('toJSON' in value && typeof value.toJSON === 'function') return write(value.toJSON());
  if (Array.isArray(value)) return `[${value.map((member) => write(member) ?? 'null').join(',')}]`;
  let text = '';
  for (const key of sortedKeys(value)) {
    const member = write((value as Record<string, unknown>)[key]);
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${member}`;
  }
  return `{${text}}`;
}

/** Whole numbers first, in their order, as objects keep them; then the rest by code unit. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  const named = keys.findIndex((key) => !isIndex(key));
  if (named <= 0) return named < 0 ? keys : keys.sort();
  return [...keys.slice(0, named), ...keys.slice(named).sort()];
}

/** Whether an object keeps the key before all others, wherever it was added. */
function isIndex(key: string): boolean {
  return /^(0|[1-9]\d{0,9})$/.test(key) && Number(key) < 4_294_967_295;
}
