import { join } from 'node:path';
import { openDatabase } from '../../../db/openDatabase.ts';
import { verifyJournal } from '../../../db/verifyJournal.ts';
import type { Desk } from '../../../desk/Desk.ts';
import { listFills } from '../../../desk/read/listFills.ts';
import { listOrders } from '../../../desk/read/listOrders.ts';
import { readPortfolio } from '../../../desk/read/readPortfolio.ts';
import { showKill } from '../../../desk/read/showKill.ts';
import { accountId } from '../../../domain/ids.ts';
import { fileKillFile } from '../../../host/fileKillFile.ts';
import { fileKillLatch } from '../../../host/fileKillLatch.ts';
import { hostDesk } from '../../../host/hostDesk.ts';
import { randomIds } from '../../../host/randomIds.ts';
import { systemClock } from '../../../host/systemClock.ts';
import { createCcxtVenue } from '../../../venues/ccxt/createCcxtVenue.ts';
import type { Venue } from '../../../venues/Venue.ts';
import { defaultLimits, until } from '../../fixtures/openTestDesk.ts';
import type { Ask, Books, ChildSettings } from './DeskChild.ts';
import { startAmounts, steps } from './steps.ts';
import { watchedDatabase, watchedKillFile, watchedLatch, watchedVenue } from './watched.ts';

// A desk in a process of its own that a test makes trade and kills. One argument: its settings as JSON.
const settings = JSON.parse(process.argv[2] ?? '') as ChildSettings;
const send = (message: unknown) => process.send?.(message);

let armed: Ask['arm'] = settings.arm;
let hits = 0;
function reach(place: string): void {
  if (place !== armed?.at) return;
  hits += 1;
  if (hits < armed.hit) return;
  // The signal is delivered before this returns: nothing after this line happens.
  process.kill(process.pid, 'SIGKILL');
}

const { home, databaseUrl, rest, ws, keys } = settings;
startAmounts(settings.amounts);
const database = await openDatabase({ folder: join(home, 'db'), ...(databaseUrl && { url: databaseUrl }) });
const venue = createCcxtVenue({
  id: 'simulated',
  label: 'Simulated venue',
  exchange: 'binance',
  simulated: true,
  credentials: { apiKey: keys.key, secret: keys.secret },
  redirect: { rest, ws },
  clock: systemClock,
});
const note = (level: string) => (data: Record<string, unknown>, message: string) => {
  if (settings.loud) console.error(level, message, JSON.stringify(data));
};
const log = { debug() {}, info() {}, warn: note('warn'), error: note('error') };
const { desk } = await hostDesk({
  account: accountId.parse('crash'),
  mode: 'sim',
  currency: 'USDT',
  limits: {
    ...defaultLimits(),
    ...{
      maxOrdersPerMinute: 900,
      runawayOrdersPerMinute: 900,
      maxOpenOrders: 900,
      maxDriftPercent: 5,
      proposalExpirySeconds: 8,
      maxRepeatedExecutions: 900,
      maxLossStreak: 900,
      maxFailedSends: 900,
    },
  },
  reconciliation: { everySeconds: 3, foreignOrders: 'quarantine' },
  venue: watchedVenue(venue, reach),
  database: watchedDatabase(database, reach),
  documents: database.documents,
  latch: watchedLatch(fileKillLatch(join(home, 'kill.json')), reach),
  killFile: watchedKillFile(fileKillFile(join(home, 'kill-journal.jsonl')), reach),
  clock: systemClock,
  ids: randomIds,
  log,
  owns: () => true,
});
await until(
  'a live and reconciled desk',
  async () => desk.market.feed.state === 'live' && desk.runtime.reconciled,
  40_000,
);

process.on('message', (ask: Ask) => {
  void (async () => {
    if (ask.arm) {
      armed = ask.arm;
      hits = 0;
    }
    if (ask.step) await steps[ask.step](desk);
    send({ id: ask.id, books: ask.books ? await booksAtRest(desk, venue) : null });
  })().catch((cause: unknown) => send({ id: ask.id, failed: String(cause) }));
});
process.on('disconnect', () => process.exit(0));
send({ ready: true });

/** Waits until nothing is under way any more, and tells the books and what the venue says. */
async function booksAtRest(of: Desk, asked: Venue): Promise<Books> {
  const underWay = ['intended', 'sending', 'unknown', 'pendingCancel', 'pendingReplace'];
  let why = '';
  let looks = 0;
  await until(
    'the desk to come to rest',
    async () => {
      const [orders, { positions }, kill, outbox] = await Promise.all([
        listOrders(of),
        readPortfolio(of),
        showKill(of),
        of.database.read.outbox.count(of.account),
      ]);
      const moving = orders.filter(({ status }) => underWay.includes(status));
      const naked = positions.filter(({ protection }) => protection !== 'protected');
      why = JSON.stringify({ moving, naked, kill, outbox });
      const rests =
        moving.length === 0 && naked.length === 0 && outbox === 0 && ['armed', 'killed'].includes(kill.state);
      // The four were read one after the other: something may have moved from the one to the other meanwhile.
      looks = rests ? looks + 1 : 0;
      return looks === 5;
    },
    60_000,
  ).catch((cause: unknown) => {
    throw new Error(`${String(cause)}: ${why}`);
  });
  const [orders, fills, { positions }, kill, report, open, balances] = await Promise.all([
    listOrders(of),
    listFills(of, { limit: 10_000 }),
    readPortfolio(of),
    showKill(of),
    verifyJournal(of.database.read.journal, null),
    asked.fetchOpenOrders(),
    asked.fetchBalances(),
  ]);
  return {
    ...{ orders, positions, kill, open },
    fills: fills.map(({ id, order }) => ({ id, order })),
    held: [...asked.instruments.values()].map(({ id, base, quantityStep }) => ({
      instrument: id,
      step: quantityStep,
      quantity: String(Number(balances.get(base)?.free ?? 0) + Number(balances.get(base)?.locked ?? 0)),
    })),
    journalFaults: report.faults.map(({ message }) => message),
  };
}
