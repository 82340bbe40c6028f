import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { Desk } from '../desk/Desk.ts';
import type { Actor } from '../domain/actor.ts';
import { type RunId, runId } from '../domain/ids.ts';
import type { ProposalView } from '../domain/views.ts';
import { createEvidenceRecorder } from '../tools/createEvidenceRecorder.ts';
import { createUseRecorder } from '../tools/createUseRecorder.ts';
import { readShownTools } from '../tools/readShownTools.ts';
import type { ToolEntry } from '../tools/registry.ts';
import { runTool } from '../tools/runTool.ts';
import type { ToolContext } from '../tools/Tool.ts';
import type { AgentPart } from './AgentPart.ts';
import { closingText } from './closingText.ts';
import { instructionsFor } from './instructions.ts';
import type { MastraModules } from './loadMastra.ts';
import type { AgentModel } from './models/createModel.ts';
import { describeModelError } from './models/describeModelError.ts';
import { meterModel } from './models/meterModel.ts';
import { type RunLimits, RunMonitor } from './RunMonitor.ts';
import { readParts } from './readParts.ts';
import type { Role } from './roles/Role.ts';
import { toolsOf } from './toolsOf.ts';

export type Message = { role: 'user'; content: string } | { role: 'assistant'; content: string };

export type RunRequest = {
  role: Role;
  messages: readonly Message[];
  /** The person, or the desk, that asked; the agent acts through the same channel. */
  asker: Actor;
  signal?: AbortSignal;
  onPart(part: AgentPart): void;
};

export type RunResult = {
  run: RunId;
  proposals: ProposalView[];
  evidence: ReturnType<ToolContext['evidence']['all']>;
};

export type Runner = (request: RunRequest, run?: RunId) => Promise<RunResult>;

export type RunnerSetup = Pick<ToolContext, 'desk' | 'trend' | 'chain' | 'crowd'> & {
  model: AgentModel;
  limits: RunLimits;
  mastra: MastraModules;
  roles: readonly Role[];
  tools: readonly ToolEntry[];
};

/** What the loop is handed of one run. */
type RunScope = { context: ToolContext; monitor: RunMonitor; model: LanguageModelV4 };

export function newRunId(desk: Desk): RunId {
  return runId.parse(`RUN-${desk.ids.next(10)}`);
}

/**
 * Builds the loop that every answer goes through: model, tools, evidence and budget. Whatever goes wrong ends in a
 * sentence for the person, never in silence or in a figure that nobody read.
 */
export function createRunner(setup: RunnerSetup): Runner {
  const { desk, mastra, model, limits } = setup;
  const agents = new Map(setup.roles.map((role) => [role, createAgent(role, setup)]));

  return async ({ role, messages, asker, signal, onPart }, run = newRunId(desk)) => {
    const monitor = new RunMonitor(desk.clock, limits);
    const context: ToolContext = {
      ...{ desk, run, trend: setup.trend, chain: setup.chain, crowd: setup.crowd },
      actor: { id: `agent:${role.name}`, role: 'agent', channel: asker.channel },
      evidence: createEvidenceRecorder(desk, run),
      proposals: [],
      emit: (part) => onPart({ type: 'data', part }),
    };
    const recordUse = createUseRecorder(desk, run, context.actor);
    let modelFault: unknown;
    const metered = meterModel(model.model, {
      step: (step) => {
        monitor.counted(step);
        recordUse(step.tokens);
      },
      fault: (fault) => {
        modelFault = fault;
      },
    });
    const scope: RunScope = { context, monitor, model: metered };
    const timer = AbortSignal.timeout(limits.seconds * 1000);
    const ended = AbortSignal.any([timer, ...(signal ? [signal] : [])]);
    const say = (delta: string) => {
      if (delta === '') return;
      onPart({ type: 'text', id: 'closing', delta });
      onPart({ type: 'textEnd', id: 'closing' });
    };
    let trouble: string | undefined;
    try {
      const requestContext = new mastra.RequestContext();
      requestContext.set('scope', scope);
      const agent = agents.get(role) ?? createAgent(role, setup);
      const output = await agent.stream([...messages], {
        requestContext,
        maxSteps: limits.steps + 1,
        // A tool runs only once the whole step is known and counted.
        eagerToolExecution: false,
        toolCallConcurrency: 4,
        abortSignal: ended,
        stopWhen: () => afterTools(scope),
        prepareStep: async () => ({
          activeTools: await readShownTools(desk, toolsOf(role, setup.tools), monitor.state),
        }),
      });
      trouble = await readParts(output.fullStream, onPart);
    } catch (fault) {
      trouble = describeModelError(modelFault ?? fault, model.label);
      if (!ended.aborted)
        desk.log.warn({ run, fault: briefly(modelFault ?? fault) }, 'A run of an agent failed');
    }
    if (timer.aborted) monitor.send({ type: 'deadline.reached' });
    if (trouble) monitor.send({ type: 'run.failed', reason: trouble });
    for (const proposal of context.proposals) say(closingText(proposal));
    if (!signal?.aborted) say(monitor.reason ?? trouble ?? '');
    desk.log.info({ run, role: role.name, state: monitor.state, ...monitor.used }, 'An agent has answered');
    return { run, proposals: context.proposals, evidence: context.evidence.all() };
  };
}

/** Whether the loop ends here: a proposal ends the model's turn, and so does a used-up budget. */
function afterTools({ context, monitor }: RunScope): boolean {
  if (monitor.over) return true;
  if (monitor.state !== 'callingTool') return false;
  monitor.send(context.proposals.length > 0 ? { type: 'turn.ended' } : { type: 'tools.returned' });
  return monitor.over;
}

function createAgent(role: Role, { desk, mastra, tools }: RunnerSetup) {
  const scopeOf = (requestContext: { get(key: string): unknown }) => requestContext.get('scope') as RunScope;
  const agent = new mastra.Agent({
    id: role.name,
    name: role.name,
    instructions: () => instructionsFor(role, desk),
    model: ({ requestContext }) => scopeOf(requestContext).model,
    tools: ({ requestContext }) => {
      const { context, monitor } = scopeOf(requestContext);
      return Object.fromEntries(
        toolsOf(role, tools).map(({ tool }) => [
          tool.name,
          mastra.createTool({
            id: tool.name,
            description: tool.description,
            inputSchema: tool.input,
            execute: async (input) =>
              monitor.state === 'callingTool'
                ? runTool(tool, context, input)
                : {
                    ok: false,
                    code: 'run.over',
                    message: 'This run has ended; nothing was read or proposed.',
                  },
          }),
        ]),
      );
    },
  });
  // The desk has a log of its own.
  agent.__setLogger(mastra.noopLogger);
  return agent;
}

/** What may be logged of a fault: never what the provider wrote. */
function briefly(fault: unknown): string {
  const status = fault instanceof Error && 'statusCode' in fault ? ` (HTTP ${fault.statusCode})` : '';
  return fault instanceof Error ? `${fault.name}${status}` : typeof fault;
}
