import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { until } from '../fixtures/openTestDesk.ts';
import { calmHome, type DeskProcess, startDeskProcess } from '../fixtures/startDeskProcess.ts';
import { closeBrowser, openScreen, phone, wide } from './openBrowser.ts';

afterAll(closeBrowser);

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** What is wrong on the page as it stands, one line a finding; also whether it has to be scrolled sideways. */
async function findings(page: Page, place: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  return [
    ...violations.map(({ id, nodes }) => `${place}: ${id} at ${nodes[0]?.target.join(' ')}`),
    ...(sideways ? [`${place}: scrolls sideways`] : []),
  ];
}

async function setTheme(page: Page, theme: 'dark' | 'light'): Promise<void> {
  await page.evaluate((value) => localStorage.setItem('theme', value), theme);
  await page.reload();
  await page.getByRole('button', { name: 'Kill switch' }).waitFor();
  await page.waitForFunction((value) => document.documentElement.classList.contains(value), theme);
}

/** One proposal that the gate denied, which is followed as overruled. */
async function overrule(desk: DeskProcess): Promise<void> {
  const body = { instrument: 'BTC/USDT', side: 'buy', type: 'limit', limitPrice: '1', quantity: '1' };
  await until('a denied proposal', async () => (await desk.api('/api/proposals', { body })).status === 201);
}

test('default: no finding on any part of the desk, in both themes, wide and on a phone', async () => {
  await using home = calmHome();
  await using desk = await startDeskProcess(home.path);
  await overrule(desk);
  await using screen = await openScreen(desk.ready.launchUrl);
  const { page } = screen;
  await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
  const found: string[] = [];

  for (const theme of ['dark', 'light'] as const) {
    await page.setViewportSize({ width: wide.width, height: wide.height });
    await setTheme(page, theme);
    await page.getByLabel('Message to the analyst').waitFor();
    await page.getByText('Overruled', { exact: true }).click();
    await page.getByRole('list', { name: 'Overruled proposals' }).waitFor();
    found.push(...(await findings(page, `${theme}, desk`)));
    for (const name of ['Orders', 'Fills', 'Alerts', 'Ticket', 'Risk']) {
      await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
      found.push(...(await findings(page, `${theme}, ${name}`)));
    }
    for (const [keys, name] of [
      ['Alt+Shift+K', 'kill'],
      ['Control+k', 'palette'],
    ] as const) {
      await page.keyboard.press(keys);
      await page.getByRole('dialog').waitFor();
      found.push(...(await findings(page, `${theme}, ${name}`)));
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }

    await page.setViewportSize({ width: phone.width, height: phone.height });
    const tabs = page.getByRole('navigation', { name: 'Desk' });
    for (const name of ['Chart', 'Chat', 'Proposals', 'Positions', 'Risk']) {
      await tabs.getByRole('button', { name: new RegExp(`^${name}`) }).click();
      found.push(...(await findings(page, `${theme}, phone, ${name}`)));
    }
    await page.setViewportSize({ width: 320, height: 640 });
    found.push(...(await findings(page, `${theme}, 320 wide`)));
  }
  expect(found).toEqual([]);
  expect(screen.errors).toEqual([]);
});

test('behavior: without a session the page says how to get one', async () => {
  await using home = calmHome();
  await using desk = await startDeskProcess(home.path);
  await using screen = await openScreen(desk.ready.url);
  await screen.page.getByText('npx countersign open').waitFor();
  expect(await findings(screen.page, 'session')).toEqual([]);
});

test('behavior: no finding on the models, in both themes, wide and on a phone', async () => {
  await using home = calmHome();
  await using desk = await startDeskProcess(home.path);
  await using screen = await openScreen(desk.ready.launchUrl);
  const { page } = screen;
  await page.getByRole('link', { name: 'Models' }).click();
  const found: string[] = [];
  for (const theme of ['dark', 'light'] as const) {
    await page.setViewportSize({ width: wide.width, height: wide.height });
    await setTheme(page, theme);
    await page.getByRole('article', { name: 'Sentiment model' }).waitFor();
    found.push(...(await findings(page, `${theme}, models`)));
    await page.setViewportSize({ width: phone.width, height: phone.height });
    found.push(...(await findings(page, `${theme}, phone, models`)));
  }
  expect(found).toEqual([]);
  expect(screen.errors).toEqual([]);
});
