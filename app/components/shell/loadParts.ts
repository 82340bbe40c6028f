/**
 * Fetches the parts of the page that are not in its first download, once the browser is idle, so that a desk that
 * goes away later leaves a page on which every panel still opens.
 */
export function loadParts(): () => void {
  const load = () => {
    for (const part of parts) part().catch(() => undefined);
  };
  if (typeof requestIdleCallback === 'function') {
    const asked = requestIdleCallback(load, { timeout: 1500 });
    return () => cancelIdleCallback(asked);
  }
  const timer = setTimeout(load, 2000);
  return () => clearTimeout(timer);
}

const parts = [
  () => import('../chart/ChartCanvas.tsx'),
  () => import('../chat/ChatPanel.tsx'),
  () => import('../chat/Markdown.tsx'),
  () => import('../ticket/TicketForm.tsx'),
  () => import('../orders/OrdersTable.tsx'),
  () => import('../orders/FillsTable.tsx'),
  () => import('../models/ModelsScreen.tsx'),
];
