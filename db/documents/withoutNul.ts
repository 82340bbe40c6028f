/** A copy without NUL characters, which no text or jsonb column of PostgreSQL takes. */
export function withoutNul<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '')) as T;
}
