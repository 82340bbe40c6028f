import type { Endpoint } from '../Endpoint.ts';

const path = '/api/v3/userDataStream';

/** Listen keys, by which older clients follow their account. */
export const userStreamEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path,
    ws: 'userDataStream.start',
    weight: 2,
    security: 'key',
    params: [],
    handle: ({ exchange, listenKeys }, { account }) => ({
      listenKey: listenKeys.create(account, exchange.clock.now()),
    }),
  },
  {
    method: 'PUT',
    path,
    ws: 'userDataStream.ping',
    weight: 2,
    security: 'key',
    params: ['listenKey'],
    handle({ exchange, listenKeys }, { params, account }) {
      listenKeys.keepAlive(params.required('listenKey'), account, exchange.clock.now());
      return {};
    },
  },
  {
    method: 'DELETE',
    path,
    ws: 'userDataStream.stop',
    weight: 2,
    security: 'key',
    params: ['listenKey'],
    handle({ exchange, listenKeys }, { params, account }) {
      listenKeys.close(params.required('listenKey'), account, exchange.clock.now());
      return {};
    },
  },
];
