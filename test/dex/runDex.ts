import { cancelOnChain } from '../../desk/chain/cancelOnChain.ts';
import { fillsOf } from '../../desk/chain/createWalletVenue.ts';
import type { LeftOrder } from '../../desk/chain/leftOrders.ts';
import { decimal } from '../../domain/decimal.ts';
import type { KillLevel } from '../../domain/mode.ts';
import type { DexMarket } from '../../venues/evm/DexMarket.ts';
import { toUnits } from '../../venues/evm/units.ts';
import { seededRandom } from '../../venues/simulated/market/seededRandom.ts';
import type { VenueFill } from '../../venues/Venue.ts';
import { type ChainRig, openChainRig, type Placed, ProcessDied } from '../fixtures/evm/openChainRig.ts';
import { attacker, type DexChain, openDexChain, trader } from '../fixtures/evm/openDexChain.ts';
import { operator } from '../fixtures/proposalFixtures.ts';
import { type FaultyNode, faultyNode, type SendFault } from './faultyNode.ts';

/** What came of one seed. Everything in `faults` is a defect. */
export type DexRun = {
  seed: number;
  orders: Record<string, number>;
  injected: Record<string, number>;
  transactions: number;
  /** Smallest units of any token that went beyond the bounds of an order, or that the books do not explain. */
  lost: bigint;
  nonceGaps: number;
  allowancesLeft: number;
  faults: string[];
};

type Random = { below(limit: number): number; pick<T>(from: readonly [T, ...T[]]): T };
type Scene = {
  chain: DexChain;
  rig: ChainRig;
  node: FaultyNode;
  random: Random;
  injected: Record<string, number>;
};

const stepsPerOrder = 14;
const stepMs = 500;
const finalAfter = 4;

/**
 * Places orders under random faults on a chain of its own, lets everything come to rest, and compares wallet, books and
 * bounds. Undefined where no anvil is installed.
 */
export async function runDex(seed: number): Promise<DexRun | undefined> {
  await using chain = await openDexChain();
  return chain && (await play(chain, seed));
}

async function play(chain: DexChain, seed: number): Promise<DexRun> {
  const stream = seededRandom(seed);
  const random: Random = {
    below: (limit) => Math.floor(stream.uniform() * limit),
    pick: (from) => from[Math.floor(stream.uniform() * from.length)] ?? from[0],
  };
  const node = faultyNode(chain.node);
  await using rig = await openChainRig(chain, { through: () => node });
  const injected: Record<string, number> = {};
  const scene: Scene = { chain, rig, node, random, injected };
  const before = await wallet(chain);
  const placed: (Placed & { market: DexMarket; side: 'buy' | 'sell' })[] = [];
  for (let order = 1 + random.below(3); order > 0; order -= 1) {
    const market = random.pick([chain.v2, chain.v3]);
    const side = random.pick<'buy' | 'sell'>(['buy', 'sell']);
    const quantity = `0.${100_000 + random.below(900_000)}`;
    await calm(scene);
    const sent = await rig.place(market, side, quantity);
    if (sent) placed.push({ ...sent, market, side });
    for (let step = 0; step < stepsPerOrder; step += 1) {
      await disturb(scene, placed.at(-1));
      await guarded(scene, () => rig.work());
      await elapse(scene, 1_000 + random.below(6_000));
      if (random.below(4) > 0) await rig.mine();
    }
  }
  await calm(scene);
  await endKill(scene);
  await rig.settle();
  // A sale of the kill switch has no stored transactions that the desk would wait for.
  await rig.mine(finalAfter);
  await rig.settle();
  // Before the rig and its files are gone.
  return await judge({ ...scene, seed, placed, before });
}

/** A kill's own waiting goes on while time passes, so what it asks is answered in between. */
async function elapse({ rig, node }: Scene, ms: number): Promise<void> {
  if (!rig.desk.killing.progress) return rig.pass(ms);
  for (let left = ms; left > 0; left -= stepMs) {
    await rig.pass(Math.min(left, stepMs));
    await node.answered();
  }
}

/** Lets a kill that is under way come to its end or give up, as a person would who rearms. */
async function endKill(scene: Scene): Promise<void> {
  const { rig } = scene;
  for (let round = 0; round < 60 && rig.desk.killing.progress; round += 1) {
    if (rig.desk.killing.progress.confirmed) break;
    await guarded(scene, () => rig.work());
    await elapse(scene, 2_000);
    await rig.mine();
  }
  await rearm(scene);
}

async function rearm({ rig, node }: Scene): Promise<void> {
  const { killing } = rig.desk;
  let hasEnded = false;
  killing.end();
  void killing.stop().then(() => {
    hasEnded = true;
  });
  while (!hasEnded) {
    await rig.pass(stepMs);
    await node.answered();
  }
  const set = rig.desk.latch.read();
  if (set) rig.desk.latch.clear(set.at);
  rig.restart();
}

/** What dies is started again; what cannot be asked is tried later. */
async function guarded(scene: Scene, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    if (!(cause instanceof ProcessDied)) throw cause;
    restart(scene);
  }
}

/** What the process before it was killed for goes on, in the next one as well as in what is left of that one's. */
function restart(scene: Scene): void {
  const { rig } = scene;
  const wanted = rig.desk.latch.read();
  rig.restart();
  if (wanted) rig.desk.killing.begin({ ...wanted, actor: operator });
}

function kill({ rig }: Scene, level: KillLevel): void {
  const request = { level, by: operator.id, at: rig.desk.clock.now(), reason: 'test' };
  rig.desk.latch.set(request);
  rig.desk.killing.begin({ ...request, actor: operator });
}

async function calm({ node, chain }: Scene): Promise<void> {
  Object.assign(node, { next: null, down: false, elsewhere: false });
  await chain.node.ask('anvil_setNextBlockBaseFeePerGas', ['0x3b9aca00']);
}

/** What may happen between two looks; the more often a name stands here, the more often it does. */
const faults = [
  ...['none', 'none', 'send', 'send', 'down', 'elsewhere', 'up', 'up', 'drop', 'reorg', 'stall', 'fees'],
  ...['sandwich', 'restart', 'cancel', 'kill', 'rearm', 'rearm'],
];

async function disturb(scene: Scene, newest: Placed | undefined): Promise<void> {
  const { chain, rig, node, random, injected } = scene;
  const fault = faults[random.below(faults.length)];
  const note = (name: string) => {
    injected[name] = (injected[name] ?? 0) + 1;
  };
  switch (fault) {
    case 'send':
      node.next = random.pick<SendFault>(['diesBefore', 'diesAfter', 'lostBefore', 'lostAfter']);
      return note(node.next);
    case 'down':
    case 'elsewhere':
      node[fault] = random.below(3) === 0;
      if (node[fault]) note(fault === 'down' ? 'node down' : 'wrong chain');
      return;
    case 'up':
      return calm(scene);
    case 'drop':
      note('pool emptied');
      return void (await chain.node.ask('anvil_dropAllTransactions', []));
    case 'reorg':
      note('reorganisation');
      return void (await chain.node.ask('anvil_reorg', [1 + random.below(2), []]));
    case 'stall':
      note('stalled');
      return rig.pass(40_000 + random.below(40_000));
    case 'fees':
      note('fees jumped');
      return void (await chain.node.ask('anvil_setNextBlockBaseFeePerGas', ['0x2540be400']));
    case 'sandwich':
      note('pool moved');
      return movePool(scene);
    case 'restart':
      note('restarted');
      return restart(scene);
    case 'cancel':
      if (!newest || random.below(2) === 0) return;
      note('cancelled');
      return cancelOnChain(rig.desk, { order: newest.order });
    case 'kill': {
      if (random.below(2) > 0) return;
      const level = random.pick<KillLevel>(['pause', 'cancel', 'flatten']);
      note(`killed: ${level}`);
      return kill(scene, level);
    }
    case 'rearm':
      if (rig.desk.latch.read() === null) return;
      note('rearmed');
      return rearm(scene);
    default:
      return;
  }
}

/** Somebody else's trade in front, of up to three percent of the pool. */
async function movePool({ chain, random }: Scene): Promise<void> {
  const { usd, gold, routers, node } = chain;
  const [tokenIn, tokenOut] = random.below(2) === 0 ? [usd, gold] : [gold, usd];
  const percent = BigInt(1 + random.below(3));
  const amount = tokenIn === usd ? percent * 20_000n * 10n ** 6n : percent * 10n ** 19n;
  await chain.queue('token', tokenIn.address, ['approve', routers.v2, amount], attacker);
  const block = await node.block('latest');
  const far = Math.floor((block?.time ?? 0) / 1000) + 100_000;
  const path = [tokenIn.address, tokenOut.address];
  await chain.queue(
    'v2Router',
    routers.v2,
    ['swapExactTokensForTokens', amount, 0, path, attacker, far],
    attacker,
  );
}

type Wallet = { usd: bigint; gold: bigint };
const wallet = async (chain: DexChain): Promise<Wallet> => ({
  usd: await chain.balance(chain.usd, trader),
  gold: await chain.balance(chain.gold, trader),
});

async function judge(
  scene: Scene & {
    seed: number;
    before: Wallet;
    placed: (Placed & { market: DexMarket; side: 'buy' | 'sell' })[];
  },
): Promise<DexRun> {
  const { chain, rig, node, seed, before, placed, injected } = scene;
  const after = await wallet(chain);
  const found: string[] = [];
  const orders: Record<string, number> = {};
  let lost = 0n;
  const booked: Wallet = { usd: 0n, gold: 0n };
  for (const { order: id, plan, market, side } of placed) {
    const { order, status } = await rig.order(id);
    orders[status] = (orders[status] ?? 0) + 1;
    if (!['filled', 'cancelled', 'expired', 'rejected', 'intended', 'lapsed'].includes(status))
      found.push(`${id} ended as ${status}: ${order.reason}`);
    if (order.fills.length > 1) found.push(`${id} has ${order.fills.length} fills`);
    for (const { quantity, price } of order.fills) {
      const base = toUnits(quantity, market.base.decimals, 'down');
      const quote = nearest(quantity, price, market.quote.decimals);
      const [paid, got] = side === 'buy' ? [quote, base] : [base, quote];
      lost += positive(paid - plan.amountIn) + positive(plan.amountOut - got);
      booked.gold += side === 'buy' ? base : -base;
      booked.usd += side === 'buy' ? -quote : quote;
    }
  }
  for (const market of [chain.v2, chain.v3]) {
    for (const { quantity, price, clientOrderId } of await emergencySales(scene, market)) {
      const base = toUnits(quantity, market.base.decimals, 'down');
      const quote = nearest(quantity, price, market.quote.decimals);
      const intent = rig.desk.transactions
        .entries()
        .find((one) => one.intent.clientOrderId === clientOrderId)?.intent;
      orders.emergency = (orders.emergency ?? 0) + 1;
      lost += positive(nearest(quantity, intent?.price ?? '0', market.quote.decimals) - quote);
      booked.gold -= base;
      booked.usd += quote;
    }
  }
  const unexplained = {
    usd: after.usd - before.usd - booked.usd,
    gold: after.gold - before.gold - booked.gold,
  };
  lost += absolute(unexplained.usd) + absolute(unexplained.gold);
  if (lost > 0n)
    found.push(`lost ${lost}: wallet and books differ by ${unexplained.usd} USD, ${unexplained.gold} GLD`);
  let allowancesLeft = 0;
  for (const token of [chain.usd, chain.gold])
    for (const router of Object.values(chain.routers))
      if ((await rig.desk.dex.allowance(token.address, router)) !== 0n) allowancesLeft += 1;
  const { minedCount, pendingCount } = await rig.desk.dex.counts();
  const nonceGaps = pendingCount - minedCount + (await queued(chain));
  const left = await rig.database.read.outbox.count(rig.desk.account);
  if (left > 0) found.push(`${left} effects were never performed`);
  if (allowancesLeft > 0) found.push(`${allowancesLeft} allowances are left`);
  if (nonceGaps > 0) found.push(`${nonceGaps} transactions wait for an earlier nonce`);
  return { seed, orders, injected, transactions: node.sent, lost, nonceGaps, allowancesLeft, faults: found };
}

function emergencySales({ rig }: Scene, { instrument }: DexMarket): Promise<VenueFill[]> {
  const isWanted = ({ intent }: LeftOrder) => intent.role === 'emergency';
  return fillsOf(rig.desk, { instrument, since: 0, finalOnly: true, isWanted });
}

async function queued({ node }: DexChain): Promise<number> {
  const { queued: waiting } = (await node.ask('txpool_content', [])) as { queued: Record<string, object> };
  const own = Object.entries(waiting).find(([address]) => address.toLowerCase() === trader.toLowerCase());
  return own ? Object.keys(own[1]).length : 0;
}

/** The notional to the unit: a price of thirty digits says it once it is rounded. */
function nearest(quantity: string, price: string, decimals: number): bigint {
  return BigInt(
    decimal(price)
      .times(quantity)
      .times(10 ** decimals)
      .toFixed(0),
  );
}

function positive(value: bigint): bigint {
  return value > 0n ? value : 0n;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
