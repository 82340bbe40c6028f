/**
 * Measures the page in a real browser on a desk of its own and prints the figures beside what is wanted of them.
 * Nothing is asserted: a machine that is busy makes all of them worse. `npm run bench:page [-- --minutes 10]`.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { startDeskProcess, temporaryHome } from '../fixtures/startDeskProcess.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '2' } } });
const minutes = Number(values.minutes);
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
const size = { width: 1440, height: 900 };
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const line = (name: string, figure: string, wanted: string) =>
  process.stdout.write(`${name.padEnd(44)} ${figure.padStart(12)}   wanted ${wanted}\n`);

/** Gathers what the browser says of the load. Runs in the page, before its own scripts. */
function observeLoad(): void {
  const seen = { lcp: 0, cls: 0, blocked: 0, longest: 0 };
  const observe = (type: string, take: (entry: PerformanceEntry & { value?: number }) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe('largest-contentful-paint', (entry) => {
    seen.lcp = entry.startTime;
  });
  observe('layout-shift', (entry) => {
    seen.cls += entry.value ?? 0;
  });
  observe('longtask', (entry) => {
    seen.blocked += entry.duration - 50;
    seen.longest = Math.max(seen.longest, entry.duration);
  });
  Object.assign(window, { seen });
}

/** Hands the page quotes and bars of its own making at any rate, through the stream that it listens to. */
function feedStream(): void {
  const Real = window.EventSource;
  const sources: EventSource[] = [];
  window.EventSource = class extends Real {
    constructor(url: string | URL) {
      super(url);
      sources.push(this);
    }
  };
  let timer: ReturnType<typeof setInterval> | undefined;
  const send = (type: string, data: unknown) => {
    for (const source of sources) {
      source.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
    }
  };
  const feed = (perSecond: number, price: number) => {
    clearInterval(timer);
    if (perSecond === 0) return;
    let sent = 0;
    const began = performance.now();
    timer = setInterval(() => {
      const due = ((performance.now() - began) / 1000) * perSecond;
      for (; sent < due; sent += 1) {
        const last = (price + Math.sin(sent / 7) * price * 0.0005).toFixed(2);
        const at = Date.now();
        const instrument = 'BTC/USDT';
        if (sent % 2 === 0) {
          const quote = { instrument, bid: last, ask: last, last, change24hPercent: '0.10' };
          send('quote', { ...quote, exchangeTime: at, marketTime: at, receivedAt: at });
        } else {
          const ts = Math.floor(at / 60_000) * 60_000;
          const bar = { ts, open: last, high: last, low: last, close: last, volume: '1' };
          send('bar', { instrument, timeframe: '1m', bar, closed: false });
        }
      }
    }, 5);
  };
  Object.assign(window, { feed });
}

async function open(browser: Browser, url: string, init: (() => void)[]): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({ viewport: size, colorScheme: 'dark' });
  for (const script of init) await context.addInitScript(script);
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('canvas').first().waitFor();
  return [context, page];
}

async function measureLoad(browser: Browser, newUrl: () => Promise<string>): Promise<void> {
  const runs: { lcp: number; cls: number; blocked: number; longest: number }[] = [];
  for (let run = 0; run < 5; run += 1) {
    const [context, page] = await open(browser, await newUrl(), [observeLoad]);
    await wait(6_000);
    runs.push(await page.evaluate(() => (window as unknown as { seen: (typeof runs)[number] }).seen));
    await context.close();
  }
  const middle = (pick: (run: (typeof runs)[number]) => number) =>
    runs.map(pick).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? 0;
  line('largest contentful paint (median of 5)', `${middle((run) => run.lcp).toFixed(0)} ms`, '≤ 2000 ms');
  line('total blocking time', `${middle((run) => run.blocked).toFixed(0)} ms`, '≤ 200 ms');
  line('longest task', `${middle((run) => run.longest).toFixed(0)} ms`, '–');
  line('layout shift', middle((run) => run.cls).toFixed(3), '≤ 0.05');
}

async function cpuSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}

async function measureUpdates(page: Page, session: CDPSession, price: number): Promise<void> {
  const cost = async (perSecond: number): Promise<number> => {
    await page.evaluate(
      ([rate, at]) => (window as unknown as { feed(rate: number, price: number): void }).feed(rate, at),
      [perSecond, price] as const,
    );
    await wait(2_000);
    const before = await cpuSeconds(session);
    await wait(15_000);
    return (await cpuSeconds(session)) - before;
  };
  const rates = [20, 200, 20, 200];
  const spent = [];
  for (const rate of rates) spent.push(await cost(rate));
  await cost(0);
  const [slow, fast] = [(spent[0] ?? 0) + (spent[2] ?? 0), (spent[1] ?? 0) + (spent[3] ?? 0)];
  line('main thread at 20 updates a second', `${((slow / 30) * 100).toFixed(1)} %`, '–');
  line('main thread at 200 updates a second', `${((fast / 30) * 100).toFixed(1)} %`, '–');
  line('200 against 20', (fast / slow).toFixed(2), '≤ 1.20');
}

async function heap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

const path = process.env.TEST_BROWSER ?? '/usr/bin/chromium';
await using home = temporaryHome();
await using desk = await startDeskProcess(home.path);
const newUrl = async (): Promise<string> => {
  const { body } = await desk.api('/api/launch', { as: 'approver', body: {} });
  return (body as { url?: string }).url ?? desk.ready.launchUrl;
};
const browser = await chromium.launch({ args: flags, ...(existsSync(path) && { executablePath: path }) });
try {
  await measureLoad(browser, newUrl);
  const [, page] = await open(browser, await newUrl(), [feedStream]);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await wait(5_000);
  const { body } = await desk.api('/api/quote?instrument=BTC/USDT');
  await measureUpdates(page, session, Number((body as { last: string }).last));
  const before = await heap(session);
  await wait(minutes * 60_000);
  const grown = (await heap(session)) - before;
  line(`heap growth in ${minutes} minutes of the live market`, `${grown.toFixed(1)} MB`, '≤ 10 MB in ten');
} finally {
  await browser.close();
}
