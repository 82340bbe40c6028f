'use client';
import { Component, type ReactNode } from 'react';
import { Button } from './Button.tsx';

type Props = { what: string; children: ReactNode };

/** A part of the page that breaks takes nothing else with it: the mode bar and the kill switch stay. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert" className="m-4 rounded-lg border border-line-strong bg-raised p-4">
        <p className="text-sm font-medium">{this.props.what} broke on this page.</p>
        <p className="mt-1.5 text-xs text-muted">
          The desk itself runs on: orders and stops are not affected. Show it again; if it breaks again,
          reload the page.
        </p>
        <Button className="mt-3" onClick={() => this.setState({ failed: false })}>
          Show it again
        </Button>
      </div>
    );
  }
}
