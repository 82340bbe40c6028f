import { riskChecks } from '../machines/risk/riskChecks.ts';
import { markdownTable } from './markdownTable.ts';

/** The gate's checks as a Markdown table, in the order in which they are made. */
export function generateRiskTable(): string {
  return markdownTable(
    ['code', 'check', 'what must hold', 'limits', 'held to it'],
    riskChecks.map(({ code, title, description, limitKeys, exemptsReductions }) => [
      `\`${code}\``,
      title,
      description,
      limitKeys.map((key) => `\`${key}\``).join(', ') || '–',
      exemptsReductions === null ? 'every order' : 'entries',
    ]),
  );
}
