'use client';
import dynamic from 'next/dynamic';
import { alerts, orders } from '../../data/desk.ts';
import { useResource } from '../../data/resource.ts';
import { type DockTab, setUi, useUi } from '../../data/ui.ts';
import { persistently } from '../../lib/persistently.ts';
import { AlertsPanel } from '../alerts/AlertsPanel.tsx';
import { ExportFills } from '../orders/ExportFills.tsx';
import { PortfolioPanel } from '../portfolio/PortfolioPanel.tsx';
import { Panel } from '../ui/Panel.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { type Tab, Tabs } from '../ui/Tabs.tsx';

const loading = () => <SkeletonRows label="Loading the table" />;
const OrdersTable = dynamic(
  persistently(() => import('../orders/OrdersTable.tsx')),
  { ssr: false, loading },
);
const FillsTable = dynamic(
  persistently(() => import('../orders/FillsTable.tsx')),
  { ssr: false, loading },
);

/** What the account holds and has done. */
export function Dock() {
  const { dock } = useUi();
  const open = useResource(orders).data?.filter((order) => order.open).length ?? 0;
  const loud = useResource(alerts).data?.filter((alert) => alert.severity !== 'info').length ?? 0;
  const tabs: Tab<DockTab>[] = [
    { key: 'positions', label: 'Portfolio', content: <PortfolioPanel /> },
    { key: 'orders', label: 'Orders', count: open, content: <OrdersTable /> },
    { key: 'fills', label: 'Fills', content: <FillsTable /> },
    { key: 'alerts', label: 'Alerts', count: loud, content: <AlertsPanel /> },
  ];
  return (
    <Panel label="Account">
      <Tabs
        label="Account"
        value={dock}
        onChange={(next) => setUi({ dock: next })}
        tabs={tabs}
        aside={dock === 'fills' ? <ExportFills /> : null}
      />
    </Panel>
  );
}
