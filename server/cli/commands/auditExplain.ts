import { withAudit } from '../audit/withAudit.ts';
import { type Cli, print } from '../Cli.ts';
import { CliError } from '../CliError.ts';
import { type ProvenStory, storyLines } from '../format/storyLines.ts';

/** Tells the whole story of an order, and whether the journal's chain holds up to its last line. */
export async function auditExplain(cli: Cli, id: string): Promise<number> {
  const told = await withAudit(cli, async (audit): Promise<ProvenStory | undefined> => {
    const story = await audit.explain(id);
    if (!story) return undefined;
    const { faults, anchored, entries } = await audit.verify();
    const last = Math.max(0, ...story.lines.map(({ proof }) => proof?.sequence ?? 0));
    const before = faults.filter(({ sequence }) => sequence <= last);
    return { ...story, chain: { upTo: last, holds: before.length === 0, entries, anchored, faults } };
  });
  if (told === 'absent' || told === undefined) {
    const why =
      told === 'absent'
        ? 'there is no journal yet'
        : 'the journal knows no order, proposal or client order id';
    throw new CliError(
      `Nothing can be told of ${id}: ${why}${told === 'absent' ? '' : ' of that name'}. Nothing was changed. \`countersign orders\` and \`countersign proposals\` list what there is; an order that this desk did not make is in the venue’s own history.`,
    );
  }
  print(cli, told, () => storyLines(told));
  if (told.chain.holds && told.lines.every(({ proof }) => proof?.intact !== false)) return 0;
  cli.terminal.err(
    'The journal was changed before the end of this story, so it proves nothing. Compare it with the venue’s own history.',
  );
  return 1;
}
