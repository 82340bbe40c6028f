import type { Repositories } from '../Repositories.ts';
import type { SqlSession } from './SqlSession.ts';
import { sqlBars } from './sqlBars.ts';
import { sqlCommands } from './sqlCommands.ts';
import { sqlFills } from './sqlFills.ts';
import { sqlJournal } from './sqlJournal.ts';
import { sqlLeases } from './sqlLeases.ts';
import { sqlMachines } from './sqlMachines.ts';
import { sqlMarks } from './sqlMarks.ts';
import { sqlOutbox } from './sqlOutbox.ts';
import { sqlPositions } from './sqlPositions.ts';
import { sqlTimers } from './sqlTimers.ts';
import { sqlTrades } from './sqlTrades.ts';

/** All repositories over one session, which may be a transaction. */
export function sqlRepositories(session: SqlSession): Repositories {
  return {
    machines: sqlMachines(session),
    fills: sqlFills(session),
    positions: sqlPositions(session),
    journal: sqlJournal(session),
    outbox: sqlOutbox(session),
    timers: sqlTimers(session),
    commands: sqlCommands(session),
    marks: sqlMarks(session),
    leases: sqlLeases(session),
    bars: sqlBars(session),
    trades: sqlTrades(session),
  };
}
