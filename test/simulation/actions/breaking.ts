import { endpoints, privateEndpoints, type SendFault } from '../Faults.ts';
import type { World } from '../World.ts';
import { type Act, pickBy, scale } from './Action.ts';
import { deciding } from './deciding.ts';

/** What goes wrong between the desk and the world. Everything lasts until it is healed or its time is up. */
export const breaking = {
  loseRequest: (world) => nextSend(world, { kind: 'requestLost' }),
  loseReply: (world) => nextSend(world, { kind: 'replyLost' }),
  breakThenArrive: (world, [ms]) => nextSend(world, { kind: 'brokenThenArrives', ms: scale(ms, 20, 4_900) }),
  arriveLate: (world, [ms]) => nextSend(world, { kind: 'arrivesLate', ms: scale(ms, 2_000, 600_000) }),
  replyLate: (world, [ms]) => nextSend(world, { kind: 'replyLate', ms: scale(ms, 200, 9_900) }),
  limitRate: (world) => nextSend(world, { kind: 'rateLimited' }),
  rejectNext: (world) => nextSend(world, { kind: 'rejected' }),
  overload: (world) => nextSend(world, { kind: 'overloaded' }),
  rejectStops: (world, [count]) => {
    world.faults.rejectStops = 1 + Math.floor(count * 4);
    world.note(`the next ${world.faults.rejectStops} stops are rejected`);
  },
  loseCancelReply: (world) => {
    world.faults.loseCancelReplies += 1;
    world.note('the answer to the next cancel is lost');
  },
  ignoreCancel: (world) => {
    world.faults.ignoreCancels += 1;
    world.note('the next cancel is acknowledged and not carried out');
  },
  outage: (world, [which, duration]) => {
    const endpoint = pickBy(endpoints, which);
    if (!endpoint) return;
    const ms = scale(duration, 500, 60_000);
    world.note(`${endpoint} is out of order for ${Math.round(ms)} ms`);
    world.faults.outages.add(endpoint);
    world.time.after(ms, () => world.faults.outages.delete(endpoint));
  },
  /** The line is dead, or the account's own endpoints are; maybe right after an order has gone out. */
  blackout: (world, [duration, send, what]) => {
    const { faults } = world;
    const ms = scale(duration, 5_000, 60_000);
    const broken = what < 0.5 ? endpoints : privateEndpoints;
    world.note(`${broken.length} endpoints are dead for ${Math.round(ms)} ms`);
    for (const endpoint of broken) faults.outages.add(endpoint);
    faults.silent = what < 0.5 ? 'all' : 'account';
    if (send < 0.8) faults.sends.unshift({ kind: 'replyLost' });
    world.time.after(ms, () => {
      faults.outages.clear();
      faults.silent = 'none';
    });
  },
  /** The same while people go on, each of whom wants what the books still have room for. */
  approveIntoBlackout: (world, [duration, send, what, pause]) => {
    breaking.blackout(world, [duration, send * 0.8, 0.5 + what / 2, 0]);
    for (const wait of [0, 1, 2, 3]) {
      world.time.after(wait * scale(pause, 50, 3_000), () => deciding.approveNewest(world));
    }
  },
  silence: (world, [what, duration]) => {
    world.faults.silent = what < 0.7 ? 'account' : 'all';
    const ms = scale(duration, 1_000, 90_000);
    world.note(`streams fall silent (${world.faults.silent}) for ${Math.round(ms)} ms`);
    world.time.after(ms, () => {
      world.faults.silent = 'none';
    });
  },
  jumble: (world, [repeats, duration]) => {
    world.faults.disorderly = true;
    world.faults.repeats = repeats / 2;
    world.note('stream events come in any order and repeatedly');
    world.time.after(scale(duration, 2_000, 60_000), () => {
      world.faults.disorderly = false;
      world.faults.repeats = 0;
    });
  },
  conflictFill: (world) => {
    world.faults.conflicts += 1;
    world.note('the next fill is told twice with different content');
  },
  lagReads: (world, [ms]) => {
    world.faults.readLagMs = Math.round(scale(ms, 50, 2_800));
    world.note(`what the venue shows is up to ${world.faults.readLagMs} ms old`);
  },
  slowNetwork: (world, [ms]) => {
    world.faults.latencyMs = Math.round(scale(ms, 20, 2_000));
    world.note(`packets take up to ${world.faults.latencyMs} ms`);
  },
  slowDatabase: (world, [ms]) => {
    world.faults.databaseMs = Math.round(scale(ms, 1, 200));
    world.note(`the database takes ${world.faults.databaseMs} ms`);
  },
  breakCommit: (world, [where, count]) => {
    const fault = where < 0.5 ? 'failsBeforeCommit' : 'failsAfterCommit';
    const times = 1 + Math.floor(count ** 3 * 5);
    for (let left = times; left > 0; left -= 1) world.faults.database.push(fault);
    world.note(`the next ${times} transactions: ${fault}`);
  },
  jumpClock: (world, [direction, ms]) => {
    const by = Math.round(scale(ms, 50, 900_000)) * (direction < 0.5 ? -1 : 1);
    world.faults.clockErrorMs += by;
    world.note(`the clock jumps by ${by} ms`);
  },
  setClock: (world) => {
    world.faults.clockErrorMs = 0;
    world.note('the clock is set right');
  },
  heal: (world) => {
    world.faults.heal();
    world.note('everything is healed');
  },
} as const satisfies Record<string, Act>;

function nextSend(world: World, fault: SendFault): void {
  world.faults.sends.push(fault);
  world.note(`the next send: ${JSON.stringify(fault)}`);
}
