import { afterAll, expect, test } from 'vitest';
import { calmHome, startDeskProcess } from '../fixtures/startDeskProcess.ts';
import { closeBrowser, openScreen } from './openBrowser.ts';

afterAll(closeBrowser);

test('default: when the desk is gone everything is off but Kill, which never says that it worked', async () => {
  await using home = calmHome();
  await using desk = await startDeskProcess(home.path);
  await using screen = await openScreen(desk.ready.launchUrl);
  const { page } = screen;
  const approve = page.getByRole('button', { name: /^Approve/ }).first();
  await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
  await page.getByRole('tab', { name: /^Ticket/ }).click();
  await page.getByRole('button', { name: 'Propose to buy' }).waitFor();
  await page.getByRole('tab', { name: /^Proposals/ }).click();

  await desk.kill();
  await page.getByText('The desk is out of reach').first().waitFor();
  expect(await approve.isEnabled()).toBe(false);
  expect(await page.getByRole('button', { name: 'Decline', exact: true }).isEnabled()).toBe(false);
  await page.getByRole('tab', { name: /^Ticket/ }).click();
  expect(await page.getByRole('button', { name: 'Propose to buy' }).isEnabled()).toBe(false);

  await page.getByRole('button', { name: 'Kill switch' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Cancel entry orders', exact: true }).click();
  await dialog.getByText('Not confirmed.').waitFor();
  await dialog.getByText(/has not answered/).waitFor();
  expect(await dialog.getByText(/: confirmed/).count()).toBe(0);

  await using again = await startDeskProcess(home.path, { port: desk.ready.port });
  await dialog.getByText(/: confirmed/).waitFor();
  const { body } = await again.api('/api/risk');
  expect((body as { kill: { state: string; level: string } }).kill).toMatchObject({
    state: 'killed',
    level: 'cancel',
  });
});
