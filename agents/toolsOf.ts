import type { ToolEntry } from '../tools/registry.ts';
import type { Role } from './roles/Role.ts';

/** The tools that a role can ever be shown: one that proposes nothing is never given a tool that writes. */
export function toolsOf(role: Role, tools: readonly ToolEntry[]): readonly ToolEntry[] {
  return tools.filter(({ tool }) => role.proposes || tool.writes === false);
}
