import { AsyncLocalStorage } from 'node:async_hooks';
import { CountersignError } from '../domain/CountersignError.ts';
import type { DocumentStore, Repositories } from './Repositories.ts';

/** What keeps a transaction apart from everything else of the same database. */
export type TransactionScope = {
  /** Runs `work` as the inside of a transaction. Refuses to do so inside another one. */
  inside<T>(work: () => Promise<T>): Promise<T>;
  /** The repositories for everybody outside: reads only, and refused to code that is inside. */
  outside(repositories: Repositories): Repositories;
  /** The documents, which no transaction has a part in. `beforePut` may throw. */
  documents(store: DocumentStore, beforePut?: () => void): DocumentStore;
};

const reads = new Set<PropertyKey>([
  'get',
  'list',
  'head',
  'due',
  'count',
  'next',
  'peak',
  'firstSince',
  'extents',
]);

/**
 * An embedded database has one session, so that a transaction which reads past itself would wait for its own end.
 * On every other engine the same mistake would read old data. It is an error on all of them instead.
 */
export function transactionScope(): TransactionScope {
  const current = new AsyncLocalStorage<{ open: boolean }>();
  const refuseInside = (what: string) => {
    if (current.getStore()?.open !== true) return;
    throw new CountersignError(
      'db.insideTransaction',
      `${what} was asked for inside a transaction; use the repositories that the transaction was given`,
    );
  };
  return {
    documents: (store, beforePut = () => {}) => ({
      ...store,
      async put(collection, document) {
        refuseInside('documents.put');
        beforePut();
        await store.put(collection, document);
      },
      async get(collection, id) {
        refuseInside('documents.get');
        return store.get(collection, id);
      },
      async find(collection, filter) {
        refuseInside('documents.find');
        return store.find(collection, filter);
      },
    }),
    async inside(work) {
      refuseInside('A transaction');
      const scope = { open: true };
      try {
        return await current.run(scope, work);
      } finally {
        scope.open = false;
      }
    },
    outside: (repositories) =>
      new Proxy(repositories, {
        get: (all, name, receiver) => guarded(Reflect.get(all, name, receiver), String(name)),
      }),
  };

  function guarded(repository: unknown, name: string): unknown {
    if (typeof repository !== 'object' || repository === null) return repository;
    return new Proxy(repository, {
      get: (methods, method, receiver) => {
        if (!reads.has(method)) {
          throw new CountersignError(
            'db.writeOutsideTransaction',
            `${name}.${String(method)} writes and so needs a transaction`,
          );
        }
        refuseInside(`${name}.${String(method)}`);
        return Reflect.get(methods, method, receiver);
      },
    });
  }
}
