/** What the doctor found of one thing. `mend` is the command that puts it right, or null when all is well. */
export type Finding = {
  name: string;
  state: 'ok' | 'warning' | 'blocked';
  found: string;
  mend: string | null;
};

export const ok = (name: string, found: string): Finding => ({ name, state: 'ok', found, mend: null });
export const warning = (name: string, found: string, mend: string): Finding => ({
  name,
  state: 'warning',
  found,
  mend,
});
export const blocked = (name: string, found: string, mend: string): Finding => ({
  name,
  state: 'blocked',
  found,
  mend,
});
