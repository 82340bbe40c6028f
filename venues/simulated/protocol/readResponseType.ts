import type { EngineOrderType } from '../engine/EngineOrder.ts';
import type { ResponseType } from './orderShapes.ts';
import type { Params } from './Params.ts';

/** How much a new order's answer tells: in full for market and limit orders, an acknowledgement otherwise. */
export function readResponseType(params: Params, type: EngineOrderType): ResponseType {
  return (
    params.choice('newOrderRespType', ['ACK', 'RESULT', 'FULL']) ??
    (type === 'MARKET' || type === 'LIMIT' ? 'FULL' : 'ACK')
  );
}
