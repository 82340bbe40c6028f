import type { Rule } from './Rule.ts';

const minters: Readonly<Record<string, string>> = {
  mintClearedOrder: 'desk/clearOrder.ts',
  mintEmergencyOrder: 'desk/emergencyOrder.ts',
};
const minted = 'domain/ClearedOrder.ts';
const senders = new Set(['desk/submitOrder.ts', 'desk/kill/flattenAtVenue.ts']);
const broadcasters = new Set(['desk/chain/broadcastTransaction.ts', 'desk/chain/sendFromWallet.ts']);

/**
 * Orders that may be sent are minted in two files, and handed to a venue in two: after gate and approval, and by the
 * kill path. On a chain each of the two has one file that lets a signed transaction go. What a venue does with them
 * inside is its own matter, and tests mint and send their own.
 */
export const oneWayToSend: Rule = (files) =>
  files
    .filter((file) => !file.test)
    .flatMap((file) => [
      ...file.imports
        .filter(({ target, kind }) => target === minted && kind !== 'type')
        .flatMap(({ names, line }) =>
          names
            .filter((name) => name === '*' || minters[name] !== file.path)
            .map((name) => ({
              path: file.path,
              line,
              message: `imports ${name} of ${minted}; only ${Object.values(minters).join(' and ')} mint orders`,
            })),
        ),
      ...file.uses
        .filter(({ name }) => /^\.?sendOrder\(\)$/.test(name))
        .filter(() => file.room !== 'venues' && !senders.has(file.path))
        .map(({ line }) => ({
          path: file.path,
          line,
          message: `sends an order; only ${[...senders].join(' and ')} do`,
        })),
      ...file.uses
        .filter(({ name }) => name === '.broadcast()')
        .filter(() => file.room !== 'venues' && !broadcasters.has(file.path))
        .map(({ line }) => ({
          path: file.path,
          line,
          message: `broadcasts a transaction; only ${[...broadcasters].join(' and ')} do`,
        })),
      ...file.uses
        .filter(({ name }) => /^as (Cleared|Emergency)Order$/.test(name) && file.path !== minted)
        .map(({ name, line }) => ({
          path: file.path,
          line,
          message: `claims an order ${name}; only ${minted} makes one`,
        })),
    ]);
