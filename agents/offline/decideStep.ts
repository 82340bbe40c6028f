import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import { answer } from './answer.ts';
import { openQuestion } from './answers/smallTalk.ts';
import { normalizeText } from './parse/normalizeText.ts';
import type { ParsedMessage } from './parse/ParsedMessage.ts';
import { parseMessage } from './parse/parseMessage.ts';
import { readTurn, type Turn } from './readTurn.ts';
import type { Step, World } from './Talk.ts';

/** Longest quotation of the user in a thesis, in characters. */
const longestQuote = 200;

/** What to do next about the newest message: tools to call, or the text that ends the turn. */
export function decideStep(prompt: LanguageModelV4Prompt, shown: ReadonlySet<string>, world: World): Step {
  const turn = readTurn(prompt);
  const { parsed, text } = understand(turn, world);
  const notes = parsed.notes.length > 0 ? `${parsed.notes.join(' ')} ` : '';
  const talk = answer(parsed.intent, world, normalizeText(text).text.slice(0, longestQuote));
  let next = talk.next();
  let played = 0;
  while (!next.done && played < turn.steps.length) {
    next = talk.next(turn.steps[played] ?? []);
    played += 1;
  }
  if (next.done) return { say: played === 0 ? `${notes}${next.value}` : next.value, calls: [] };
  const hidden = next.value.calls.find((call) => !shown.has(call.tool));
  if (hidden) return { say: withoutTool(hidden.tool), calls: [] };
  const say = `${played === 0 ? notes : ''}${next.value.say ?? ''}`;
  return { say, calls: next.value.calls };
}

/** Understands a message, together with the one before it where that was asked back about. */
function understand(turn: Turn, world: World): { parsed: ParsedMessage; text: string } {
  const vocabulary = { instruments: [...world.instruments.keys()], currency: world.currency };
  const parsed = parseMessage(turn.text, vocabulary);
  const fragment =
    parsed.intent.kind === 'unclear' ||
    parsed.intent.kind === 'notUnderstood' ||
    parsed.intent.kind === 'price';
  if (fragment && turn.previousAssistant.trimEnd().endsWith(openQuestion)) {
    const text = `${turn.previousUser} ${turn.text}`;
    const joined = parseMessage(text, vocabulary);
    if (joined.intent.kind === 'order' || joined.intent.kind === 'close') return { parsed: joined, text };
  }
  return { parsed, text: turn.text };
}

function withoutTool(tool: string): string {
  return tool === 'proposeOrder' || tool === 'closePosition'
    ? 'The desk may not trade that now (paused, reducing or halted), so I have no tool to propose it. Ask "my risk" for the reason. Nothing was proposed.'
    : `I cannot use ${tool} here. Nothing was done.`;
}
