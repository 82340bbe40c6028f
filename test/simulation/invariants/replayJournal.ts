import type { Repositories } from '../../../db/Repositories.ts';
import { canonicalJson } from '../../../domain/hash.ts';
import { type MachineId, machines } from '../../../machines/registry.ts';
import { type StoredSnapshot, startMachine, step } from '../../../machines/step.ts';
import { account } from '../desk/account.ts';

/** Takes every machine through its own journal from its beginning; what differs from what is stored was not journalled. */
export async function replayJournal(read: Repositories): Promise<string[]> {
  const stories = new Map<string, StoredSnapshot & { machine: MachineId; entries: number }>();
  const wrong: string[] = [];
  for (const { type, subject, data } of await read.journal.list({})) {
    const { from, to: _, ...rest } = data;
    const [kind, happened] = type.split('.');
    const created = kind && happened === 'created' ? `${kind}@1` : undefined;
    if (created !== undefined && created in machines) {
      const machine = created as MachineId;
      stories.set(`${machine} ${subject}`, {
        ...plain(startMachine(machines[machine], data.input).snapshot),
        ...{ machine, entries: 1 },
      });
      continue;
    }
    if (from === undefined) continue;
    const key = Object.keys(machines)
      .map((machine) => `${machine} ${subject}`)
      .find((each) => stories.get(each)?.value === from);
    const story = key === undefined ? undefined : stories.get(key);
    if (!key || !story) {
      wrong.push(`${type} of ${subject} happened in state ${String(from)}, which nothing led to`);
      continue;
    }
    const stepped = step(machines[story.machine], story, { ...rest, type });
    stories.set(key, { ...plain(stepped.snapshot), machine: story.machine, entries: story.entries + 1 });
  }
  for (const machine of Object.keys(machines)) {
    for (const record of await read.machines.list({ account, machine })) {
      const story = stories.get(`${machine} ${record.instance}`);
      const told = canonicalJson(story && { value: story.value, context: story.context });
      if (story?.entries !== record.revision)
        wrong.push(
          `${record.instance} has ${record.revision} revisions and ${story?.entries} journal entries`,
        );
      else if (told !== canonicalJson(record.snapshot))
        wrong.push(
          `${record.instance} is not what its journal says: ${told} / ${canonicalJson(record.snapshot)}`,
        );
    }
  }
  return wrong;
}

function plain(snapshot: StoredSnapshot): StoredSnapshot {
  return JSON.parse(JSON.stringify(snapshot)) as StoredSnapshot;
}
