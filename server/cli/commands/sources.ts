import type { SourcesView, SourceView } from '../../../domain/SourceView.ts';
import { type Cli, print } from '../Cli.ts';
import { connect } from '../connect.ts';
import { ageWords } from '../format/ageWords.ts';
import { plain } from '../format/plain.ts';
import { table } from '../format/table.ts';

/** Shows how each source outside of the desk is: state, age, what it still allows, and its last error. */
export async function sources(cli: Cli): Promise<number> {
  const desk = connect(cli.environment.home, 'operator');
  const [state, view] = await Promise.all([desk.state(), desk.get<SourcesView>('/api/sources')]);
  print(cli, view, () => [
    state.modeNotice,
    ...(view.enabled ? [] : ['News and mood are off; crowd.enabled: true in config.yaml switches them on.']),
    ...(view.sources.length === 0 ? [] : lines(view.sources, state.now)),
  ]);
  return 0;
}

function lines(found: readonly SourceView[], now: number): string[] {
  const ago = (at: number | null) => (at === null ? 'never' : `${ageWords(now - at)} ago`);
  const faults = found.flatMap(({ name, state, lastError }) =>
    state === 'failing' && lastError ? [`${plain(name)}: ${plain(lastError.message)}`] : [],
  );
  const notes = found.flatMap(({ name, note }) =>
    note === undefined ? [] : [`${plain(name)}: ${plain(note)}`],
  );
  return [
    ...table(found, [
      { title: 'source', value: ({ name }) => plain(name) },
      { title: 'state', value: ({ state, stale }) => (stale ? `${state}, stale` : state) },
      { title: 'last read', align: 'right', value: ({ lastOkAt }) => ago(lastOkAt) },
      { title: 'newest in it', align: 'right', value: ({ newestAt }) => ago(newestAt) },
      { title: 'still allows', align: 'right', value: ({ budget }) => allowance(budget) },
    ]),
    ...(faults.length + notes.length > 0 ? ['', ...faults, ...notes] : []),
  ];
}

function allowance(budget: SourceView['budget']): string {
  if (!budget) return 'not told';
  return budget.limit === null ? String(budget.remaining) : `${budget.remaining} of ${budget.limit}`;
}
