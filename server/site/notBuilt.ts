import type { Context } from 'hono';

/** What `/` answers while there is no page. */
export function notBuilt(context: Context): Response | Promise<Response> {
  return context.html(page, 503);
}

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Countersign</title>
<meta name="viewport" content="width=device-width,initial-scale=1"></head><body>
<h1>The page has not been built</h1>
<p>The desk runs and its API answers, but there is no page to show. Orders and stops at the venue are not touched by this.</p>
<p>Run <code>npm start</code>, which builds it, or <code>npx next build app</code>, and start the desk again.</p>
</body></html>`;
