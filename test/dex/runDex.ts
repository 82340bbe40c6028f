import { cancelOnChain } from '../../desk/chain/cancelOnChain.ts';
import { decimal } from '../../domain/decimal.ts';
import type { DexMarket } from '../../venues/evm/DexMarket.ts';
import { toUnits } from '../../venues/evm/units.ts';
import { seededRandom } from '../../venues/simulated/market/seededRandom.ts';
import { type ChainRig, openChainRig, type Placed, ProcessDied } from '../fixtures/evm/openChainRig.ts';
import { attacker, type DexChain, openDexChain, trader } from '../fixtures/evm/openDexChain.ts';
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
      await rig.pass(1_000 + random.below(6_000));
      if (random.below(4) > 0) await rig.mine();
    }
  }
  await calm(scene);
  await rig.settle();
  return judge({ ...scene, seed, placed, before });
}

/** What dies is started again; what cannot be asked is tried later. */
async function guarded({ rig }: Scene, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    if (!(cause instanceof ProcessDied)) throw cause;
    rig.restart();
  }
}

async function calm({ node, chain }: Scene): Promise<void> {
  Object.assign(node, { next: null, down: false, elsewhere: false });
  await chain.node.ask('anvil_setNextBlockBaseFeePerGas', ['0x3b9aca00']);
}

/** What may happen between two looks; the more often a name stands here, the more often it does. */
const faults = [
  ...['none', 'none', 'send', 'send', 'down', 'elsewhere', 'up', 'up', 'drop', 'reorg', 'stall', 'fees'],
  ...['sandwich', 'restart', 'cancel', 'kill'],
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
      return rig.restart();
    case 'cancel':
      if (!newest || random.below(2) === 0) return;
      note('cancelled');
      return cancelOnChain(rig.desk, { order: newest.order });
    case 'kill':
      if (random.below(4) > 0) return;
      note('killed');
      rig.desk.latch.set({ level: 'pause', by: 'test', at: rig.desk.clock.now(), reason: 'test' });
      return;
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
