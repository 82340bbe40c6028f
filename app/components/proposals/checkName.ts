/** `capital.riskAtStop` → `Risk at stop`. */
export function checkName(code: string): string {
  const name = code
    .slice(code.indexOf('.') + 1)
    .replace(/([a-z])([A-Z])/g, (_all, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
