import type { InstrumentId, OrderId } from '../../../domain/ids.ts';
import type { listOrders } from '../../../tools/listOrders.ts';
import type { proposeCancel } from '../../../tools/proposeCancel.ts';
import { cite } from '../phrases.ts';
import { ask, request, type Talk } from '../Talk.ts';
import { orderLine } from './answerAccount.ts';
import { openQuestion } from './smallTalk.ts';

/** Cancels working entries: the one that is meant, all where all are asked for, and asks back where it is not plain. */
export function* answerCancel(wanted: {
  instruments: readonly InstrumentId[];
  order?: OrderId;
  all: boolean;
}): Talk {
  const [listed] = yield* ask([request<typeof listOrders>('listOrders', { open: true, limit: 50 })]);
  if (!listed.ok) return `${listed.message} Nothing was cancelled.`;
  const { instruments, order: id, all } = wanted;
  const matching = listed.result.orders.filter((order) =>
    id ? order.id === id : instruments.length === 0 || instruments.includes(order.instrument),
  );
  const entries = matching.filter((order) => order.role === 'entry');
  if (entries.length === 0) {
    const others = matching.filter((order) => order.role !== 'entry');
    const kept =
      others.length > 0
        ? ` What is open there protects or closes a position, and I cannot cancel that:\n\n${others.map(orderLine).join('\n')}`
        : '';
    return `There is no working entry order${instruments.length > 0 ? ` in ${instruments.join(', ')}` : ''}${cite(listed)}. Nothing was cancelled.${kept}`;
  }
  if (entries.length > 1 && !all) {
    return `Which one? Name its id, or say "cancel all orders"${cite(listed)}:\n\n${entries.map(orderLine).join('\n')}\n\n${openQuestion}`;
  }
  const outputs = yield* ask(
    entries.map((order) =>
      request<typeof proposeCancel>('proposeCancel', { order: order.id, reason: 'asked for in chat' }),
    ),
  );
  return outputs
    .map((output, index) =>
      output.ok
        ? `Cancel of ${entries[index]?.id} (${entries[index]?.instrument}) is requested; it is gone when the venue says so. A fill can still come first.`
        : output.message,
    )
    .join('\n\n');
}
