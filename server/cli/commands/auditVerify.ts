import { join } from 'node:path';
import { loadConfig } from '../../../config/loadConfig.ts';
import { readJournalAnchor } from '../../../db/journalAnchor.ts';
import { readHomeOwner } from '../../../db/lockHome.ts';
import type { JournalRepository } from '../../../db/Repositories.ts';
import { type JournalReport, verifyJournal } from '../../../db/verifyJournal.ts';
import type { JournalEntry } from '../../../domain/JournalEntry.ts';
import { type Cli, print } from '../Cli.ts';
import { connect } from '../connect.ts';
import { withIdleDatabase } from '../doctor/withIdleDatabase.ts';

/** Verifies the journal's chain: through the running desk, or in its database when none runs. */
export async function auditVerify(cli: Cli): Promise<number> {
  const { home } = cli.environment;
  const anchor = readJournalAnchor(join(home, 'journal-anchor.json'));
  const running = readHomeOwner(home) !== null;
  const verify = (journal: Pick<JournalRepository, 'list'>) => verifyJournal(journal, anchor);
  const report = running
    ? await verify(throughApi(home))
    : await withIdleDatabase(loadConfig(cli.environment), (database) => verify(database.read.journal));
  if (report === 'absent') {
    print(cli, { ok: true, entries: 0, faults: [] }, () => [
      `There is no journal in ${home} yet: nothing has happened.`,
    ]);
    return 0;
  }
  const ok = report.faults.length === 0;
  print(cli, { ok, ...report }, () => lines(report, ok));
  if (ok) return 0;
  cli.terminal.err(
    'The journal is not what was written. Keep a copy of the home before you start the desk, and compare it with the venue’s own history.',
  );
  return 1;
}

function throughApi(home: string): Pick<JournalRepository, 'list'> {
  const desk = connect(home, 'operator');
  return {
    list: ({ after = 0, limit = 1000 }) =>
      desk.get<JournalEntry[]>(`/api/journal?after=${after}&limit=${Math.min(limit, 1000)}`),
  };
}

function lines(report: JournalReport, ok: boolean): string[] {
  if (ok)
    return [
      `✓ ${report.entries} entries, each linked to the one before; the last hash is ${report.head || 'none'}.`,
    ];
  return [
    `✗ ${report.faults.length} faults in ${report.entries} entries:`,
    ...report.faults.map((fault) => `  ${fault.message}`),
  ];
}
