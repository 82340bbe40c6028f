/**
 * Tells the schema library inside the chat's client not to compile validators with `new Function`: the page's
 * security policy forbids it, and the attempt alone would be reported as a violation. Import this first.
 */
const scope: { __zod_globalConfig?: { jitless?: boolean } } = globalThis as { __zod_globalConfig?: object };
scope.__zod_globalConfig = { ...scope.__zod_globalConfig, jitless: true };

export const noEval = true;
