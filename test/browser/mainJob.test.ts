import type { Locator, Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { calmHome, type DeskProcess, startDeskProcess } from '../fixtures/startDeskProcess.ts';
import { closeBrowser, openScreen } from './openBrowser.ts';

afterAll(closeBrowser);

/** The card that is open for review on a wide screen. */
function card(page: Page): Locator {
  return page.getByRole('region', { name: /^Proposal PRP-/ }).first();
}

/** Presses Tab until an element has the focus, as a person without a mouse does. */
async function tabTo(page: Page, target: Locator, most = 120): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} cannot be reached with ${most} presses of Tab`);
}

async function journalTypes(desk: DeskProcess): Promise<string[]> {
  const { body } = await desk.api('/api/journal?after=0');
  return (body as { type: string }[]).map((entry) => entry.type);
}

test('default', async () => {
  await using home = calmHome();
  await using desk = await startDeskProcess(home.path);
  await using screen = await openScreen(desk.ready.launchUrl);
  const { page } = screen;

  await page.getByText('no real money').first().waitFor();
  await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
  await card(page).getByText('Risk gate').waitFor();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await card(page)
    .getByText(/filled/i)
    .first()
    .waitFor();
  await page.getByLabel('Protected').first().waitFor();

  await page.getByLabel('Message to the analyst').fill('Buy 500 USDT of ETH with a 2% stop');
  await page.keyboard.press('Enter');
  await page
    .getByRole('region', { name: 'Conversation' })
    .getByText(/waits for your decision/)
    .waitFor();
  await card(page).getByText('ETH', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: 'Decline', exact: true }).click();
  await page
    .getByRole('form', { name: 'Decline this proposal' })
    .getByRole('button', { name: /^Decline/ })
    .click();
  await card(page)
    .getByText(/declined/i)
    .first()
    .waitFor();

  await page.getByRole('button', { name: /^Kill/ }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.getByRole('radio', { name: /^Pause entries/ }).click();
  await dialog.getByRole('textbox').first().fill('end of the tour');
  await dialog.getByRole('button', { name: 'Pause entries', exact: true }).click();
  await dialog.getByText(/: confirmed/).waitFor();

  expect(screen.errors).toEqual([]);
  const types = await journalTypes(desk);
  for (const type of [
    'approval.granted',
    'recheck.passed',
    'fill.received',
    'proposal.declined',
    'kill.requested',
  ]) {
    expect(types).toContain(type);
  }
});

test('behavior: the whole job with the keyboard alone', async () => {
  await using home = calmHome();
  await using desk = await startDeskProcess(home.path);
  await using screen = await openScreen(desk.ready.launchUrl);
  const { page } = screen;

  const approve = page.getByRole('button', { name: 'Approve', exact: true });
  await approve.waitFor();
  await tabTo(page, approve);
  await page.keyboard.press('Enter');
  await card(page)
    .getByText(/filled/i)
    .first()
    .waitFor();

  const message = page.getByLabel('Message to the analyst');
  await page.keyboard.press('/');
  await expect.poll(() => message.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type('Buy 500 USDT of SOL with a 3% stop');
  await page.keyboard.press('Enter');
  await page
    .getByRole('region', { name: 'Conversation' })
    .getByText(/waits for your decision/)
    .waitFor();
  const edit = card(page).getByRole('button', { name: 'Edit', exact: true });
  await edit.waitFor();
  await page.keyboard.press('Escape');
  await tabTo(page, edit);
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: 'Edit this proposal' });
  await form.waitFor();
  const quantity = form.getByLabel(/Quantity/);
  await tabTo(page, quantity);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await card(page).getByText('rev 2').first().waitFor();
  await approve.waitFor();

  const decline = card(page).getByRole('button', { name: 'Decline', exact: true });
  await tabTo(page, decline);
  await page.keyboard.press('Enter');
  const declineForm = page.getByRole('form', { name: 'Decline this proposal' });
  await tabTo(page, declineForm.getByRole('button', { name: /^Decline/ }));
  await page.keyboard.press('Enter');
  await card(page)
    .getByText(/declined/i)
    .first()
    .waitFor();

  await page.keyboard.press('Alt+Shift+K');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
  const confirm = dialog.getByRole('button', { name: 'Cancel entry orders', exact: true });
  const reason = dialog.getByRole('textbox').first();
  await tabTo(page, reason);
  await page.keyboard.type('keyboard only');
  await tabTo(page, confirm);
  await page.keyboard.press('Enter');
  await dialog.getByText(/: confirmed/).waitFor();

  const { body } = await desk.api('/api/proposals');
  expect(
    (body as { status: string; revision: number }[]).map(({ status, revision }) => [status, revision]),
  ).toEqual([
    ['declined', 2],
    ['cleared', 1],
  ]);
});
