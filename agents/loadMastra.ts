/**
 * The one place that imports Mastra: it takes about half a second and nearly 200 MB, so nothing pays for it that only
 * wants a type or a rule. The program is started with Mastra's telemetry switched off (`bin/bootstrap/childEnvironment.js`).
 */
export async function loadMastra() {
  const [{ Agent }, { createTool }, { RequestContext }, { noopLogger }] = await Promise.all([
    import('@mastra/core/agent'),
    import('@mastra/core/tools'),
    import('@mastra/core/request-context'),
    import('@mastra/core/logger'),
  ]);
  return { Agent, createTool, RequestContext, noopLogger };
}

export type MastraModules = Awaited<ReturnType<typeof loadMastra>>;
