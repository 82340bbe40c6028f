import { type Act, scale } from './Action.ts';
import { revive } from './revive.ts';

/** Kills, restarts and halts of the process, and a second one beside it. */
export const processes = {
  restart: (world, [pause]) => {
    world.note('the process is killed');
    world.killAll();
    world.time.after(Math.floor(scale(pause, 1, 40_000)), () => revive(world));
  },
  killWhileWaiting: (world, [waits]) => {
    const count = Math.floor(scale(waits, 1, 60));
    world.note(`the process dies where it waits the ${count}th time`);
    world.current?.process.killAfter(count);
  },
  halt: (world, [duration]) => {
    const process = world.current?.process;
    if (!process?.alive || process.stopped) return;
    const ms = scale(duration, 500, 120_000);
    world.note(`process ${process.number} is halted for ${Math.round(ms)} ms`);
    process.stop();
    world.time.after(ms, () => process.resume());
  },
  /** A second process takes the account over; the first one knows nothing of it and goes on for a while. */
  takeOver: (world, [later]) => {
    const before = world.current?.process;
    if (!before?.alive) return;
    world.start();
    world.time.after(scale(later, 1_000, 60_000), () => before.kill());
  },
  sleep: (world, [duration]) => {
    const ms = Math.floor(scale(duration, 5_000, 900_000));
    world.note(`the machine sleeps for ${ms} ms`);
    world.time.leap(ms);
    world.wokeAt = world.time.now();
  },
} as const satisfies Record<string, Act>;
