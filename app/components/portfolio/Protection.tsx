import { Shield, ShieldAlert, ShieldEllipsis } from 'lucide-react';
import type { PositionView } from '../../../domain/views.ts';

type Props = { position: PositionView; price: (value: string | null) => string };

/** Whether a live stop stands behind a position. */
export function Protection({ position, price }: Props) {
  const target = position.target ? (
    <span className="block text-2xs text-faint">target {price(position.target)}</span>
  ) : null;
  switch (position.protection) {
    case 'protected':
      return (
        <span title="A stop of the right size is live at the venue">
          <Shield aria-label="Protected" className="mr-1 inline size-3 text-good" />
          {price(position.stop)}
          {target}
        </span>
      );
    case 'watched':
      return (
        <span title="The venue holds no stops: the desk watches the price while it runs, and sells once it is reached">
          <ShieldEllipsis aria-label="Watched" className="mr-1 inline size-3 text-good" />
          {price(position.stop)}
          {target}
        </span>
      );
    case 'pending':
      return (
        <span className="text-warn" title="The stop is on its way to the venue">
          <ShieldEllipsis aria-hidden className="mr-1 inline size-3" />
          placing
        </span>
      );
    case 'unprotected':
      return (
        <span className="font-medium text-danger" title="There should be a stop and there is none">
          <ShieldAlert aria-hidden className="mr-1 inline size-3" />
          no stop
        </span>
      );
    case 'notRequired':
      return <span className="text-faint">none</span>;
  }
}
