import { expect, test } from 'vitest';
import type { ProposalId } from '../../domain/ids.ts';
import { decide, propose } from '../../test/fixtures/deskActions.ts';
import { openScriptedDesk, type ScriptedDesk } from '../../test/fixtures/openScriptedDesk.ts';
import { asProposal, proposalAddress } from '../machineStates.ts';
import { readProposal } from './readProposal.ts';
import { readVerdict } from './readVerdict.ts';
import { unitForReads } from './unitForReads.ts';

/** The proposal as it is stored. */
async function stored({ desk }: ScriptedDesk, id: ProposalId) {
  const state = await unitForReads(desk).get(proposalAddress(id));
  if (!state) throw new Error(`${id} is not stored`);
  return asProposal(state).proposal;
}

test('default: after a restart the words are those that were shown, and the proposal itself has none', async () => {
  await using opened = await openScriptedDesk();
  const { id, verdict } = await propose(opened.desk, { quantity: '5' });
  expect(verdict.checks.length).toBeGreaterThan(40);
  await opened.restart();
  expect((await readProposal(opened.desk, id))?.verdict).toEqual(verdict);
  const denied = verdict.checks.filter(({ outcome }) => outcome === 'deny').length;
  expect((await stored(opened, id)).revisions.map((revision) => revision.verdict)).toEqual([
    { allowed: false, denied, assessedAt: verdict.assessedAt },
  ]);
});

test('behavior: after an edit the words are those of the newest revision', async () => {
  await using opened = await openScriptedDesk();
  const first = await propose(opened.desk, { quantity: '0.01' });
  const edited = await decide(opened.desk, first, 'edit', { edits: { quantity: '5' } });
  if (edited.kind !== 'decided') throw new Error(edited.kind);
  expect(edited.proposal.verdict.allowed).toBe(false);
  await opened.restart();
  expect((await readProposal(opened.desk, first.id))?.verdict).toEqual(edited.proposal.verdict);
});

test('behavior: the journal keeps a row a check', async () => {
  await using opened = await openScriptedDesk();
  const { id, verdict } = await propose(opened.desk, { quantity: '5' });
  const { journal } = unitForReads(opened.desk).repositories;
  const [entry] = await journal.list({ subject: id, types: ['proposal.assessed'] });
  expect(entry?.data.verdict).toEqual({
    allowed: false,
    assessedAt: verdict.assessedAt,
    checks: verdict.checks.map(({ code, outcome, message, observed, limit }) =>
      outcome === 'notApplicable' ? [code, outcome, message] : [code, outcome, message, observed, limit],
    ),
  });
});

test('behavior: what earlier versions wrote is read as well', async () => {
  await using opened = await openScriptedDesk();
  const { id, verdict } = await propose(opened.desk);
  const proposal = await stored(opened, id);
  await opened.restart();
  const { repositories } = unitForReads(opened.desk);
  const entries = await repositories.journal.list({ subject: id, types: ['proposal.assessed'] });
  for (const data of [{ revision: { number: 1 }, verdict }, { revision: { number: 1, verdict } }]) {
    await opened.restart();
    const earlier = entries.map((entry) => ({ ...entry, data }));
    expect(await readVerdict(opened.desk, { list: async () => earlier }, proposal)).toEqual(verdict);
  }
});

test('error: a journal that does not say it', async () => {
  await using opened = await openScriptedDesk();
  const { id } = await propose(opened.desk);
  const proposal = await stored(opened, id);
  await opened.restart();
  await expect(readVerdict(opened.desk, { list: async () => [] }, proposal)).rejects.toMatchObject({
    code: 'journal.incomplete',
  });
});
