import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { inject, onTestFailed } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the browser; empty for the one that the test runner brought. */
    browser: string;
  }
}

/** Where the last picture of a failed test goes. */
const pictures = join(import.meta.dirname, '..', '..', 'coverage', 'pictures');

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type Look = { width: number; height: number; scheme: 'dark' | 'light' };
export const wide: Look = { width: 1440, height: 900, scheme: 'dark' };
export const phone: Look = { width: 390, height: 844, scheme: 'dark' };

export type Screen = AsyncDisposable & { page: Page; errors: string[] };

let shared: Promise<Browser> | undefined;

function browser(): Promise<Browser> {
  const path = inject('browser');
  shared ??= chromium.launch({ args: flags, ...(path && { executablePath: path }) });
  return shared;
}

export async function closeBrowser(): Promise<void> {
  await (await shared)?.close();
  shared = undefined;
}

/** A page in a profile of its own. `errors` gathers what the page complains of. */
export async function openScreen(url: string, look: Look = wide): Promise<Screen> {
  const context = await (await browser()).newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.scheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(url);
  return {
    page,
    errors,
    async [Symbol.asyncDispose]() {
      // Taken always, because whether the test failed is known only after the page is gone.
      const picture = await page.screenshot().catch(() => undefined);
      onTestFailed(({ task }) => {
        if (!picture) return;
        mkdirSync(pictures, { recursive: true });
        writeFileSync(join(pictures, `${task.name.replace(/\W+/g, '-')}.png`), picture);
      });
      await context.close();
    },
  };
}
