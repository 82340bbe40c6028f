import { compareShape } from './compareShape.ts';
import type { Fixtures, ResponseFixture } from './Fixture.ts';
import type { Replay } from './openReplay.ts';
import { Tally } from './Tally.ts';
import { whyResponseSkipped } from './whySkipped.ts';

const instrument = 'LTC/USDT';

/** Asks the simulated venue what each published spot answer is an answer to: what it says has to have the same shape. */
export async function matchShapes({ responses }: Fixtures, replay: Replay): Promise<Tally> {
  const tally = new Tally();
  const resting = await placeOrder(replay);
  await replay.call('createOrder', [instrument, 'market', 'buy', 0.2]);
  for (const fixture of responses) {
    const why = whyResponseSkipped(fixture);
    if (why !== null) {
      tally.skip(why);
      continue;
    }
    const { last, error } = await replay.call(fixture.method, inputFor(fixture, resting));
    const fault =
      last === undefined || error !== undefined
        ? `it gave no answer: ${String(error)}`
        : compareShape(withoutIceberg(fixture.httpResponse), last.answer);
    tally.note(`${fixture.method}, ${fixture.description}`, fault);
  }
  return tally;
}

async function placeOrder(replay: Replay): Promise<string> {
  const { last } = await replay.call('createOrder', [instrument, 'limit', 'buy', 0.2, 50]);
  const { orderId }: Readonly<Record<string, unknown>> = Object(last?.answer);
  return String(orderId);
}

/** The same question about what is at the simulated venue: its own orders, and its own times. */
function inputFor({ method, input }: ResponseFixture, resting: string): readonly unknown[] {
  if (method === 'fetchOrder') return [resting, instrument];
  if (method === 'createOrder') return input.slice(0, 5);
  return method === 'fetchOHLCV' ? input.slice(0, 2) : input;
}

/** Only iceberg orders, which the simulated venue does not play, have this member in the answer to a new order. */
function withoutIceberg(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('fills' in answer)) return answer;
  const { icebergQty: _, ...rest }: Record<string, unknown> = Object(answer);
  return rest;
}
