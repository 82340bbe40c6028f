import { Button } from '../ui/Button.tsx';

type Problem = { title?: string; detail?: string };

/** The answer broke off: what that means, and that nothing was ordered by it. */
export function ChatError({ error, onClose }: { error: Error; onClose: () => void }) {
  const problem = parse(error.message);
  return (
    <div role="alert" className="mt-4 rounded-lg border border-line-strong bg-raised px-3 py-2.5 text-xs">
      <p className="font-medium">{problem?.title ?? 'The answer broke off.'}</p>
      <p className="mt-0.5 text-muted">
        {problem?.detail ??
          'What was said so far is kept. Proposals made before this are in the proposals panel.'}{' '}
        No order was sent by it.
      </p>
      <Button size="xs" className="mt-2" onClick={onClose}>
        Dismiss
      </Button>
    </div>
  );
}

function parse(text: string): Problem | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
