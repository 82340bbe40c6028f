/** What a list is limited to when its caller gave no limit: nothing may be left out without a word. */
export const noLimit = Number.MAX_SAFE_INTEGER;
