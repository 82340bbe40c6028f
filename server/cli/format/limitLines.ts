import { limitKeys } from '../../../domain/Limits.ts';
import type { LimitChange, LimitValue } from '../../../domain/limitChanges.ts';
import type { LimitsView } from '../../../domain/views.ts';
import { dateTime } from './amounts.ts';
import { plain } from './plain.ts';
import { table } from './table.ts';

/** The limits in force with what waits beside them, and their history. */
export function limitLines(view: LimitsView): string[] {
  const waiting = new Map<string, LimitValue>(view.waiting.map(({ key, to }) => [key, to]));
  return [
    `Limits ${view.limitsHash.slice(0, 16)}, part of every approval:`,
    ...table(limitKeys, [
      { title: '  LIMIT', value: (key) => `  ${key}` },
      { title: 'IN FORCE', align: 'right', value: (key) => print(view.limits[key]) },
      {
        title: 'CONFIGURED, LOOSER',
        align: 'right',
        value: (key) => {
          const looser = waiting.get(key);
          return looser === undefined ? '' : print(looser);
        },
      },
    ]),
    '',
    ...(view.waiting.length === 0
      ? ['Nothing waits to be loosened. A stricter configuration is in force from the next start.']
      : [
          `${view.waiting.length} looser in the configuration and not in force. A person allows it: countersign limits loosen --reason "…"`,
        ]),
    ...view.history.flatMap(({ at, by, kind, sequence, limitsHash, changes, reason }) => [
      `#${sequence} ${dateTime(at)} ${kind} by ${plain(by.id)}${reason === null ? '' : `: ${plain(reason)}`} · ${limitsHash.slice(0, 8)}`,
      ...changes.map((change) => `  ${changeLine(change)}`),
    ]),
  ];
}

/** One limit from its old value to its new one. */
export function changeLine({ key, from, to }: Omit<LimitChange, 'key'> & { key: string }): string {
  return `  ${plain(key)}: ${print(from)} → ${print(to)}`;
}

function print(value: LimitValue): string {
  if (Array.isArray(value)) return value.map(plain).join(' ') || 'none';
  return plain(String(value));
}
