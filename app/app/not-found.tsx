import Link from 'next/link';

export default function NotFound() {
  return (
    <main className="flex h-dvh items-center justify-center p-6">
      <div className="max-w-md">
        <h1 className="text-xl font-semibold tracking-tight">There is nothing at this address</h1>
        <p className="mt-2 text-base text-muted">The desk is one screen. Your orders are not affected.</p>
        <Link href="/" className="mt-5 inline-block text-base underline">
          Back to the desk
        </Link>
      </div>
    </main>
  );
}
