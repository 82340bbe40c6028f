import { useStore } from '../data/store.ts';
import { connection } from '../data/stream.ts';

/** False while the event stream is down: nothing on the screen may be acted on but the kill switch. */
export function useOnline(): boolean {
  return useStore(connection, (value) => value.state !== 'lost');
}
