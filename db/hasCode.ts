/** Whether a fault of the system carries one of these codes, such as `ENOENT`. */
export function hasCode(fault: unknown, ...codes: readonly string[]): boolean {
  return fault instanceof Error && 'code' in fault && codes.includes(String(fault.code));
}
