import { readFileSync, writeFileSync } from 'node:fs';
import { generateMachines } from './generateMachines.ts';
import { generateRiskTable } from './generateRiskTable.ts';
import { type GeneratedPart, withGenerated } from './withGenerated.ts';

/** Every document with a generated part, and what prints it. */
export const generated: readonly { file: string; part: GeneratedPart; print: () => string }[] = [
  { file: 'risk-checks.md', part: 'risk-checks', print: generateRiskTable },
  { file: 'machines.md', part: 'machines', print: generateMachines },
];

/** `npm run docs` prints every generated part of the documents in this folder anew. */
if (import.meta.main) {
  for (const { file, part, print } of generated) {
    const path = new URL(file, import.meta.url);
    writeFileSync(path, withGenerated(readFileSync(path, 'utf8'), part, print()));
  }
}
