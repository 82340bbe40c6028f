import type { Mode } from '../../../domain/mode.ts';
import { Badge, type BadgeLook } from '../ui/Badge.tsx';

const looks: Record<Mode, BadgeLook> = {
  sim: 'sim',
  replay: 'recorded',
  paper: 'real',
  testnet: 'real',
  live: 'danger',
};

/** The mode in a word, on every card and dialog. */
export function ModeBadge({ mode }: { mode: Mode }) {
  return <Badge look={looks[mode]}>{mode.toUpperCase()}</Badge>;
}
