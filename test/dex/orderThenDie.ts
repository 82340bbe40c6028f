import { openDatabase } from '../../db/openDatabase.ts';
import { connectNode } from '../../venues/evm/connectNode.ts';
import { openChainRig } from '../fixtures/evm/openChainRig.ts';
import type { DexChain } from '../fixtures/evm/openDexChain.ts';

/**
 * A process that puts an order on a chain and is killed when its first transaction is signed and stored and its bytes
 * are about to leave. The argument is JSON: the chain, and the folder of the database.
 */
const { chain, folder } = JSON.parse(process.argv[2] ?? '') as { chain: DexChain; folder: string };
const database = await openDatabase({ folder });
const node = connectNode(chain);
const rig = await openChainRig(
  { ...chain, node },
  {
    database,
    through: (real) => ({
      ...real,
      async ask(method, params) {
        if (method === 'eth_sendRawTransaction') process.kill(process.pid, 'SIGKILL');
        return real.ask(method, params);
      },
    }),
  },
);
await rig.place(chain.v2, 'buy', '0.1');
for (;;) await rig.work();
