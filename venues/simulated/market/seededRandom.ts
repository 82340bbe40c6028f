/** A stream of pseudo-random numbers; the same keys always give the same stream. */
export type Random = {
  /** Uniform in (0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
};

/**
 * Opens the stream that belongs to `keys`. Streams of different keys are independent for our purposes, so a
 * value at any place of a tree can be drawn without drawing what comes before it. Not for secrets.
 * Source: sfc32 by Chris Doty-Humphrey (PractRand), keys mixed with MurmurHash3's finaliser.
 */
export function seededRandom(...keys: readonly number[]): Random {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  for (const key of keys) {
    a = mix(a ^ (key >>> 0));
    b = mix((b + Math.floor(key / 0x1_0000_0000)) ^ a);
    c = mix(c ^ b);
  }
  let counter = 1;
  let spare: number | undefined;

  function uniform(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return ((sum >>> 0) + 0.5) / 0x1_0000_0000;
  }

  function normal(): number {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  // sfc32 needs a few rounds before similar keys stop giving similar numbers.
  for (let round = 0; round < 8; round += 1) uniform();
  return { uniform, normal };
}

/** Turns a seed as people type it (a number or any text) into a key. */
export function seedKey(seed: number | string): number {
  let hash = 0x811c9dc5;
  for (const character of String(seed)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
