import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { NewsView } from '../../domain/NewsItem.ts';
import type { SourcesView } from '../../domain/SourceView.ts';
import { startSourceServer, text } from '../../sources/http/sourceServer.fixture.ts';
import { until } from '../fixtures/openTestDesk.ts';
import { startDeskProcess, temporaryHome } from '../fixtures/startDeskProcess.ts';
import { closeBrowser, openScreen, phone } from './openBrowser.ts';

afterAll(closeBrowser);

// Of all three: the chart turns to the coin of the first proposal.
const title = 'Bitcoin, Ethereum and Solana rise as funds buy';
const evil = '&lt;img src=x onerror="document.title=1"&gt;&lt;script&gt;document.title=2&lt;/script&gt;';
const feedOf = (at: Date) =>
  `<rss version="2.0"><channel><title>f</title><item><title>${title}${evil}</title><link>https://news.example/1</link><pubDate>${at.toUTCString()}</pubDate></item></channel></rss>`;

test('default: each source with its state and fault, the headlines as text, and the news on the time axis', async () => {
  await using server = await startSourceServer({
    '/feed': (_request, response) => response.end(feedOf(new Date(Date.now() - 30_000))),
    '/broken': text('<html>maintenance</html>'),
  });
  await using home = temporaryHome();
  const feed = (name: string, path: string) => ({ name, url: server.origin + path, everyMinutes: 5 });
  const crowd = {
    ...{ enabled: true, localOrigins: [server.origin], fearAndGreed: { url: null, everyMinutes: 60 } },
    feeds: [feed('Good news', '/feed'), feed('Broken news', '/broken')],
  };
  writeFileSync(join(home.path, 'config.yaml'), stringify({ crowd }));
  await using desk = await startDeskProcess(home.path);
  await until('both feeds to be asked', async () => {
    const { sources } = (await desk.api('/api/sources')).body as SourcesView;
    return sources.length === 2 && sources.every(({ state }) => state !== 'waiting');
  });
  expect(((await desk.api('/api/news?instrument=BTC/USDT')).body as NewsView).items).toHaveLength(1);

  await using screen = await openScreen(desk.ready.launchUrl);
  const { page } = screen;
  const bars = page.getByRole('slider', { name: /^Bars of / });
  await bars.waitFor();
  await bars.focus();
  // In the newest bar, or in the one before where a new one has just begun.
  await expect
    .poll(
      async () => {
        await page.keyboard.press('ArrowLeft');
        const before = await bars.getAttribute('aria-valuetext');
        await page.keyboard.press('End');
        return `${before} ${await bars.getAttribute('aria-valuetext')}`;
      },
      { timeout: 30_000 },
    )
    .toContain(`news from Good news: ${title}`);

  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('Sources');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Sources' });
  const rows = dialog.getByRole('list', { name: 'Sources' }).getByRole('listitem');
  await rows.filter({ hasText: 'Good news' }).getByText('read', { exact: true }).waitFor();
  await rows.filter({ hasText: 'Broken news' }).getByText('What was sent is no RSS').waitFor();
  await dialog.getByRole('link', { name: title }).waitFor();
  await dialog.getByText('untrusted text').waitFor();
  for (const size of [{ width: 1440, height: 900 }, phone]) {
    await page.setViewportSize({ width: size.width, height: size.height });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([]);
  }
  expect(await page.title()).not.toMatch(/^[12]$/);
  expect(screen.errors).toEqual([]);
});
