import type { ChatToolOutput } from '../../domain/chat.ts';

/** Small pieces of text that every answer is built from. */

/** `[EVD-…]`, which the app turns into a link; empty where nothing was read. */
export function cite(output: ChatToolOutput): string {
  return output.ok && output.evidence ? ` [${output.evidence}]` : '';
}

/** Where it comes from and how old it is, e.g. `Simulated venue, 1.4 s old`. */
export function sourced(output: ChatToolOutput): string {
  if (!output.ok) return '';
  const age = output.ageMs === null ? '' : `, ${ageWords(output.ageMs)} old`;
  return `${output.source ?? 'the desk'}${age}`;
}

/** An age in the unit that reads best. */
export function ageWords(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 3_600_000 ? `${Math.round(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`;
}

/** Groups the whole part of a decimal string by thousands. */
export function grouped(value: string): string {
  const [whole = '', fraction] = value.split('.');
  const head = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? head : `${head}.${fraction}`;
}

/** A percentage with its sign, e.g. `+1.24%`. */
export function signed(percent: string): string {
  return `${percent.startsWith('-') ? '−' : '+'}${percent.replace(/^-/, '')}%`;
}

/** Money rounded to cents for reading; the exact figure is in the evidence. */
export function money(value: string, currency: string): string {
  const rounded = Number(value).toFixed(2);
  return `${grouped(rounded).replace(/^-/, '−')} ${currency}`;
}

/** Text from outside as it stands: nothing in it becomes Markdown. */
export function literal(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|!~&]/g, '\\$&');
}

/** `a, b and c`. */
export function list(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** Time of day in UTC. */
export function clockTime(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}
