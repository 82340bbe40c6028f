/**
 * Switches off what the agent loop and the web framework would send home. Called before either is imported; nothing
 * that runs on this desk is anybody else's business.
 */
export function silenceTelemetry(): void {
  process.env.MASTRA_TELEMETRY_DISABLED = '1';
  process.env.NEXT_TELEMETRY_DISABLED = '1';
}
