import { join } from 'node:path';
import type { JournalReport } from '../../../db/verifyJournal.ts';
import { readKillFile } from '../../../host/fileKillFile.ts';
import { withAudit } from '../audit/withAudit.ts';
import { type Cli, print } from '../Cli.ts';

/** Verifies the journal's chain, through the running desk or in its database when none runs, and the kill file's. */
export async function auditVerify(cli: Cli): Promise<number> {
  const { home } = cli.environment;
  const { fault } = readKillFile(join(home, 'kill-journal.jsonl'));
  const report = await withAudit(cli, (audit) => audit.verify());
  if (report === 'absent') {
    print(cli, { ok: true, entries: 0, faults: [] }, () => [
      `There is no journal in ${home} yet: nothing has happened.`,
    ]);
    return 0;
  }
  const ok = report.faults.length === 0 && fault === null;
  print(cli, { ok, ...report, killFileFault: fault }, () => [
    ...lines(report, report.faults.length === 0),
    ...(fault === null ? [] : [`✗ The kill switch’s own file: ${fault}`]),
  ]);
  if (ok) return 0;
  cli.terminal.err(
    'The journal is not what was written. Keep a copy of the home before you start the desk, and compare it with the venue’s own history.',
  );
  return 1;
}

function lines(report: JournalReport, ok: boolean): string[] {
  const unanchored =
    report.anchored || report.entries === 0
      ? []
      : [
          '! There is no anchor outside the database (journal-anchor.json), so a cut end would not show. A running desk writes one every second.',
        ];
  if (ok)
    return [
      `✓ ${report.entries} entries, each linked to the one before; the last hash is ${report.head || 'none'}.`,
      ...unanchored,
    ];
  return [
    `✗ ${report.faults.length} faults in ${report.entries} entries:`,
    ...report.faults.map((fault) => `  ${fault.message}`),
    ...unanchored,
  ];
}
