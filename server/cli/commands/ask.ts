import type { AskResult } from '../../DeskApi.ts';
import { type Cli, print } from '../Cli.ts';
import { connect } from '../connect.ts';
import { plain } from '../format/plain.ts';

/** Asks the analyst one question and prints its answer. */
export async function ask(cli: Cli, words: string[]): Promise<number> {
  const desk = connect(cli.environment.home, 'operator');
  const state = await desk.state();
  const answer = await desk.post<AskResult>('/api/ask', { text: words.join(' ') });
  print(cli, { mode: state.mode, analyst: state.analyst.label, ...answer }, () => [
    `${state.modeNotice} · ${state.analyst.label}`,
    '',
    ...answer.text.split('\n').map((line) => plain(line).replaceAll('**', '')),
    ...(answer.evidence.length > 0 ? ['', `evidence: ${answer.evidence.join(', ')}`] : []),
    ...answer.proposals.map((id) => `It put up ${id}: \`countersign approve ${id}\` shows it and asks.`),
  ]);
  return 0;
}
