'use client';

/** What is shown if the page itself breaks: the desk behind it does not. */
export default function PageError({ reset }: { reset: () => void }) {
  return (
    <main className="flex h-dvh items-center justify-center p-6">
      <div className="max-w-md">
        <h1 className="text-xl font-semibold tracking-tight">This page broke</h1>
        <p className="mt-2 text-base text-muted">
          The desk behind it runs on: orders and stops are not affected. To stop trading without this page,
          run <code className="font-mono text-sm">npx countersign kill</code> in a terminal.
        </p>
        <button
          type="button"
          onClick={reset}
          className="mt-5 h-9 rounded-md bg-ink px-4 text-sm font-medium text-inverse"
        >
          Show it again
        </button>
      </div>
    </main>
  );
}
