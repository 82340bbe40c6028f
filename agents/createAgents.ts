import type { UIMessage, UIMessageChunk } from 'ai';
import type { ProposeResult } from '../desk/proposeOrder.ts';
import { type Actor, deskActor } from '../domain/actor.ts';
import type { EvidenceId, ProposalId } from '../domain/ids.ts';
import { registry, type ToolEntry } from '../tools/registry.ts';
import type { ToolContext } from '../tools/Tool.ts';
import { readUserText } from './chat/readUserText.ts';
import { streamChat } from './chat/streamChat.ts';
import { createTranscripts } from './chat/Transcripts.ts';
import { createRunner, type Message, newRunId, type Runner } from './createRunner.ts';
import { loadMastra } from './loadMastra.ts';
import { createModel, type ModelSettings } from './models/createModel.ts';
import { openQuestion } from './offline/answers/smallTalk.ts';
import { parseMessage } from './offline/parse/parseMessage.ts';
import { defaultRunLimits, type RunLimits } from './RunMonitor.ts';
import { analyst } from './roles/analyst.ts';
import type { Role } from './roles/Role.ts';
import { roles as allRoles } from './roles/roles.ts';
import { trader } from './roles/trader.ts';

export type AgentsSetup = Pick<ToolContext, 'desk' | 'trend' | 'chain' | 'crowd'> & {
  model: ModelSettings;
  limits?: Partial<RunLimits>;
  /** Who can be addressed, and with what; all there are where left out. */
  roles?: readonly Role[];
  tools?: readonly ToolEntry[];
};

/** Who thinks on this desk. */
export type Agents = {
  readonly provider: ModelSettings['provider'];
  readonly label: string;
  readonly ruleBased: boolean;
  /** Answers one message of a chat, as a UI message stream; both are stored. Cancelling the stream stops the run. */
  chat(params: { chatId: string; message: UIMessage; actor: Actor }): Promise<ReadableStream<UIMessageChunk>>;
  /** Answers one question outside of any chat. */
  ask(params: { text: string; actor: Actor }): Promise<Answer>;
  /** Has the trader read the market and put up one proposal; null where it found none to make. */
  proposeFirst(): Promise<ProposeResult | null>;
  /** The stored messages of a chat, oldest first. */
  transcript(chatId: string): Promise<UIMessage[]>;
};

export type Answer = { text: string; proposals: ProposalId[]; evidence: EvidenceId[] };

const firstTask =
  'Read the market and put up one proposal from your own reading: a small one of about 500 to 2,000 in the account currency, with a stop and a target inside the limits, and a thesis with the figures you read.';

/** Loads the agent loop and the model. Throws `model.misconfigured` where a setting is missing. */
export async function createAgents(setup: AgentsSetup): Promise<Agents> {
  const { desk } = setup;
  const world = {
    ...{ instruments: desk.market.instruments, currency: desk.currency },
    // Limits can be tightened and loosened while the desk runs.
    get limits() {
      return desk.limits;
    },
  };
  const model = createModel(setup.model, world);
  const mastra = await loadMastra();
  const limits = { ...defaultRunLimits, ...setup.limits };
  const { roles = allRoles, tools = registry } = setup;
  const run = createRunner({ ...setup, model, mastra, limits, roles, tools });
  const transcripts = createTranscripts(desk.documents, desk.clock);
  const { provider, label, ruleBased } = model;
  const vocabulary = { instruments: [...desk.market.instruments.keys()], currency: desk.currency };

  // A role can be named. Otherwise a language model decides by itself when to propose, and the rules route by what
  // they understood.
  const roleFor = (text: string, said = ''): Role =>
    roles.find(({ name }) => text.trimStart().startsWith(`@${name} `)) ??
    (!ruleBased || said.endsWith(openQuestion) || tradeIntents.has(parseMessage(text, vocabulary).intent.kind)
      ? trader
      : analyst);

  return {
    provider,
    label,
    ruleBased,
    async chat({ chatId, message, actor }) {
      const read = readUserText(message);
      const history = await transcripts.remember(chatId);
      await transcripts.add(chatId, {
        // The id comes from outside and becomes part of a key.
        id: /^[\w-]{1,100}$/.test(message.id) ? message.id : `msg-${desk.ids.next(16)}`,
        role: 'user',
        parts: [{ type: 'text', text: read.text }],
      });
      const messages: Message[] = [...history, { role: 'user', content: read.text }];
      const id = newRunId(desk);
      const stream = streamChat({
        id: `msg-${desk.ids.next(16)}`,
        metadata: { run: id, analyst: label, ruleBased, at: desk.clock.now() },
        log: desk.log,
        run: async (onPart, signal) => {
          if (read.kind === 'refused') return onPart({ type: 'text', id: 'refused', delta: read.reason });
          const role = roleFor(read.text, history.at(-1)?.content.trimEnd());
          await run({ role, messages, asker: actor, signal, onPart }, id);
        },
        store: (answer) => transcripts.add(chatId, answer),
      });
      return stream as ReadableStream<UIMessageChunk>;
    },
    async ask({ text, actor }) {
      const read = readUserText({ parts: [{ type: 'text', text }] });
      if (read.kind === 'refused') return { text: read.reason, proposals: [], evidence: [] };
      return answerOnce(run, { role: roleFor(read.text), text: read.text, asker: actor });
    },
    async proposeFirst() {
      const { result } = await collect(run, { role: trader, text: firstTask, asker: deskActor });
      const proposal = result.proposals[0];
      return proposal ? { kind: 'proposed', proposal } : null;
    },
    transcript: (chatId) => transcripts.read(chatId),
  };
}

const tradeIntents: ReadonlySet<string> = new Set(['order', 'close', 'cancel', 'idea']);

type Task = { role: Role; text: string; asker: Actor };

async function collect(run: Runner, { role, text, asker }: Task) {
  const texts = new Map<string, string>();
  const result = await run({
    ...{ role, asker, messages: [{ role: 'user', content: text }] },
    onPart(part) {
      if (part.type === 'text') texts.set(part.id, (texts.get(part.id) ?? '') + part.delta);
    },
  });
  return { result, text: [...texts.values()].join('\n\n').trim() };
}

async function answerOnce(run: Runner, task: Task): Promise<Answer> {
  const { result, text } = await collect(run, task);
  return {
    text,
    proposals: result.proposals.map(({ id }) => id),
    evidence: result.evidence.map(({ id }) => id),
  };
}
