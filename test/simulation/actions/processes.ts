import { type Act, scale } from './Action.ts';
import { deciding } from './deciding.ts';
import { revive } from './revive.ts';

/** Kills, restarts and halts of the process, and a second one beside it. */
export const processes = {
  restart: (world, [pause]) => {
    world.note('the process is killed');
    world.killAll();
    world.time.after(Math.floor(scale(pause, 1, 40_000)), () => revive(world));
  },
  /** Somebody approves as soon as a desk is up again. */
  restartAndApprove: (world, draws) => {
    world.whenUp(() => deciding.approveNewest(world));
    processes.restart(world, draws);
  },
  killWhileWaiting: (world, [waits]) => {
    const count = Math.floor(scale(waits, 1, 60));
    world.note(`the process dies where it waits the ${count}th time`);
    const process = world.current?.process;
    process?.atWait(count, () => process.kill());
  },
  /** The process dies somewhere on the way from an approval to the send. */
  approveAndDie: (world, [waits]) => {
    const process = world.current?.process;
    deciding.approveNewest(world);
    process?.atWait(Math.floor(scale(waits, 1, 50)), () => {
      world.note(`process ${process.number} dies`);
      process.kill();
    });
  },
  /** The process is halted somewhere there, and another one takes the account over before it goes on. */
  approveAndHalt: (world, [waits, duration, other]) => {
    const process = world.current?.process;
    // At the last question before a send, for longer than a lease lasts and not so long that the order is too late.
    const atQuestion = waits < 0.3;
    const ms = atQuestion ? scale(duration, 14_000, 19_500) : scale(duration, 2_000, 60_000);
    const halt = () => {
      if (!process) return;
      world.note(`process ${process.number} is halted for ${Math.round(ms)} ms`);
      process.stop();
      if (other < 0.6) world.start('another');
      world.time.after(ms, () => process.resume());
    };
    deciding.approveNewest(world);
    if (atQuestion) process?.whenAsking(halt);
    else process?.atWait(Math.floor(scale(waits, 1, 50)), halt);
  },
  haltWhileWaiting: (world, [waits, duration]) => {
    const count = Math.floor(scale(waits, 1, 60));
    const ms = scale(duration, 2_000, 120_000);
    world.note(`the process is halted where it waits the ${count}th time, for ${Math.round(ms)} ms`);
    const process = world.current?.process;
    process?.atWait(count, () => {
      process.stop();
      world.time.after(ms, () => process.resume());
    });
  },
  halt: (world, [duration]) => {
    const process = world.current?.process;
    if (!process || process.stopped) return;
    const ms = scale(duration, 500, 120_000);
    world.note(`process ${process.number} is halted for ${Math.round(ms)} ms`);
    process.stop();
    world.time.after(ms, () => process.resume());
  },
  /** One more desk on the same database, on another machine. It may not trade while this one lives. */
  startBeside: (world) => {
    if (world.desk) world.start('another');
  },
  /** The process is stopped for so long that another one takes the account over, and then it goes on. */
  takeOver: (world, [stopped, later]) => {
    const before = world.current?.process;
    if (!before || before.stopped) return;
    world.note(`process ${before.number} is halted until it has lost the account`);
    before.stop();
    world.start('another');
    const ms = scale(stopped, 14_000, 60_000);
    world.time.after(ms, () => before.resume());
    world.time.after(ms + scale(later, 1_000, 60_000), () => before.kill());
  },
  sleep: (world, [duration]) => {
    const ms = Math.floor(scale(duration, 5_000, 900_000));
    world.note(`the machine sleeps for ${ms} ms`);
    world.time.leap(ms);
    world.wokeAt = world.time.now();
  },
} as const satisfies Record<string, Act>;
