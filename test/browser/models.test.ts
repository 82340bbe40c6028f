import { afterAll, expect, test } from 'vitest';
import { calmHome, startDeskProcess } from '../fixtures/startDeskProcess.ts';
import { closeBrowser, openScreen, phone } from './openBrowser.ts';

afterAll(closeBrowser);

test('default: the models have a screen of their own, with cards, live score and calibration record', async () => {
  await using home = calmHome();
  await using desk = await startDeskProcess(home.path);
  await using screen = await openScreen(desk.ready.launchUrl);
  const { page } = screen;
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Models' }).click();
  const trend = page.getByRole('article', { name: 'Trend model' });
  await trend.waitFor();
  expect(new URL(page.url()).hash).toBe('#models');
  await trend.getByRole('region', { name: 'Live score' }).getByText('Brier score of the card').waitFor();
  const record = trend.getByRole('region', { name: 'Trend: calibration record' });
  expect(await record.getByRole('img', { name: /^1h bars, 4 ahead, up: said 0\.\d\d, came/ }).count()).toBe(
    1,
  );
  expect(await trend.getByRole('rowheader', { name: /^1h bars, 4 ahead/ }).count()).toBeGreaterThan(0);
  const sentiment = page.getByRole('article', { name: 'Sentiment model' });
  await sentiment.getByText('Where it fails').waitFor();
  expect(await sentiment.getByRole('columnheader', { name: 'Wrong sign', exact: true }).count()).toBe(1);

  await page.goBack();
  await page.getByRole('region', { name: 'Decide' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await trend.waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.getByRole('tab', { name: /^Risk/, selected: true }).waitFor();
  expect(screen.errors).toEqual([]);
});

test('behavior: on a phone it is reached from the settings, and nothing scrolls sideways', async () => {
  await using home = calmHome();
  await using desk = await startDeskProcess(home.path);
  await using screen = await openScreen(desk.ready.launchUrl, { ...phone, width: 320, height: 640 });
  const { page } = screen;
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Models', exact: true }).click();
  await page.getByRole('article', { name: 'Sentiment model' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
  await page.getByRole('link', { name: 'Back to the desk' }).click();
  await page.getByRole('navigation', { name: 'Desk' }).waitFor();
  expect(screen.errors).toEqual([]);
});
