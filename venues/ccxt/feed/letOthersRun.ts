/** What can be told to stop reading for a moment; a WebSocket of Node's `ws` is. */
type Pausable = { pause(): void; resume(): void };

/** Messages that are read before everybody else in the process gets a turn. */
const mostInARow = 128;

/**
 * Node reads a busy socket up to two megabytes in a row, which is a tenth of a second of parsing, and an order that is due
 * would wait for all of it. Called at each message, this stops the reading after some and goes on in the next turn. What
 * comes meanwhile waits in the socket.
 */
export function letOthersRun(
  later: (work: () => void) => void = setImmediate,
): (connection: unknown) => void {
  let inARow = 0;
  let paused: Pausable[] = [];
  function nextTurn(): void {
    inARow = 0;
    const waiting = paused;
    paused = [];
    for (const connection of waiting) connection.resume();
  }
  return (connection) => {
    if (inARow === 0) later(nextTurn);
    inARow += 1;
    if (inARow < mostInARow || !isPausable(connection) || paused.includes(connection)) return;
    connection.pause();
    paused.push(connection);
  };
}

function isPausable(connection: unknown): connection is Pausable {
  const { pause, resume }: Record<string, unknown> = Object(connection);
  return typeof pause === 'function' && typeof resume === 'function';
}
