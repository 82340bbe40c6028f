'use client';
import { useState } from 'react';
import { toast } from 'sonner';
import type { ProposalRequest } from '../../../domain/Proposal.ts';
import { deskState } from '../../data/desk.ts';
import { RequestFailed } from '../../data/http.ts';
import { useQuote } from '../../data/market.ts';
import { usePrefs } from '../../data/prefs.ts';
import { createProposal } from '../../data/proposals.ts';
import { useResource } from '../../data/resource.ts';
import { setUi } from '../../data/ui.ts';
import { useOnline } from '../../hooks/useOnline.ts';
import { usePhone } from '../../hooks/usePhone.ts';
import { byStep } from '../../lib/format.ts';
import { ModeBadge } from '../shell/ModeBadge.tsx';
import { Button } from '../ui/Button.tsx';
import { CheckRow } from '../ui/CheckRow.tsx';
import { Field } from '../ui/Field.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { sizeHint } from './sizeHint.ts';
import { emptyTicket, type Ticket, ticketProblems, toRequest } from './ticket.ts';

/** A manual order. It becomes a proposal and takes the same gate and the same approval as an agent's. */
export function TicketForm() {
  const { instrument } = usePrefs();
  // Numbers typed for one instrument must never stand in a ticket for another.
  return <TicketFields key={instrument} id={instrument} />;
}

function TicketFields({ id }: { id: string }) {
  const state = useResource(deskState).data;
  const instrument = state?.instruments.find((one) => one.id === id);
  const quote = useQuote(id);
  const online = useOnline();
  const phone = usePhone();
  const [ticket, setTicket] = useState<Ticket>(emptyTicket);
  const [busy, setBusy] = useState(false);
  const [touched, setTouched] = useState(false);
  const [failure, setFailure] = useState<RequestFailed | null>(null);
  const base = instrument?.base ?? id.split('/')[0] ?? '';
  const quoteAsset = instrument?.quote ?? id.split('/')[1] ?? '';
  const steps = { base, quote: quoteAsset, quantityStep: instrument?.quantityStep ?? '0.00001' };
  const problems = ticketProblems(ticket);
  const set = (change: Partial<Ticket>) => setTicket((before) => ({ ...before, ...change }));
  const refused = (field: string) =>
    failure?.problem?.errors?.find((error) => error.field === field)?.allowed;
  const show = (field: keyof typeof problems) => (touched ? problems[field] : undefined) ?? refused(field);

  async function submit(): Promise<void> {
    setTouched(true);
    if (Object.keys(problems).length > 0 || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      const made = await createProposal(toRequest(ticket, id as ProposalRequest['instrument']));
      setTicket(emptyTicket);
      setTouched(false);
      setUi(
        phone
          ? { dialog: 'review', review: made.id, selected: made.id }
          : { rail: 'proposals', selected: made.id },
      );
      toast(
        made.status === 'denied' ? 'The gate denied it; the card says why.' : 'It waits for your approval.',
      );
    } catch (error) {
      if (error instanceof RequestFailed) setFailure(error);
      else throw error;
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      aria-label="Order ticket"
      className="flex h-full flex-col gap-3.5 overflow-y-auto px-4 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="flex items-center gap-2 text-xs text-muted">
        {state ? <ModeBadge mode={state.mode} /> : null}
        <span className="font-medium text-ink">{id}</span>
        {quote && instrument ? (
          <span className="ml-auto">
            bid {byStep(quote.bid, instrument.priceTick)} · ask {byStep(quote.ask, instrument.priceTick)}
          </span>
        ) : null}
      </div>
      <Segmented
        label="Side"
        className="w-full"
        itemClassName="h-9 text-sm"
        value={ticket.side}
        onChange={(side) => set({ side })}
        options={[
          { value: 'buy', label: '▲ Buy', name: 'Buy', tone: 'up' },
          { value: 'sell', label: '▼ Sell', name: 'Sell', tone: 'down' },
        ]}
      />
      <Segmented
        label="Order type"
        className="w-full"
        itemClassName="h-7"
        value={ticket.type}
        onChange={(type) => set({ type })}
        options={[
          { value: 'limit', label: 'Limit' },
          { value: 'market', label: 'Market' },
        ]}
      />
      <div className="grid grid-cols-[1fr_auto] items-start gap-2">
        <Field
          label="Size"
          unit={ticket.sizeIn === 'base' ? base : quoteAsset}
          inputMode="decimal"
          placeholder={ticket.sizeIn === 'base' ? '0.0050' : '500'}
          value={ticket.size}
          hint={sizeHint(ticket, quote, steps)}
          error={show('size') ?? refused('quantity') ?? refused('notional')}
          onChange={(event) => set({ size: event.target.value.trim() })}
        />
        <Segmented
          label="Size in"
          itemClassName="h-8"
          className="mt-5"
          value={ticket.sizeIn}
          onChange={(sizeIn) => set({ sizeIn })}
          options={[
            { value: 'quote', label: quoteAsset || 'quote' },
            { value: 'base', label: base || 'base' },
          ]}
        />
      </div>
      {ticket.type === 'limit' ? (
        <Field
          label="Limit price"
          unit={quoteAsset}
          inputMode="decimal"
          placeholder={quote?.last ?? ''}
          value={ticket.limitPrice}
          error={show('limitPrice')}
          onChange={(event) => set({ limitPrice: event.target.value.trim() })}
        />
      ) : null}
      <div className="grid grid-cols-2 gap-3">
        <Field
          label="Stop"
          unit={quoteAsset}
          inputMode="decimal"
          value={ticket.stop}
          error={show('stop')}
          onChange={(event) => set({ stop: event.target.value.trim() })}
        />
        <Field
          label="Target (optional)"
          unit={quoteAsset}
          inputMode="decimal"
          value={ticket.target}
          error={show('target')}
          onChange={(event) => set({ target: event.target.value.trim() })}
        />
      </div>
      <div className="-mx-2 grid grid-cols-2">
        <CheckRow
          label="Reduce only"
          checked={ticket.reduceOnly}
          onChange={(reduceOnly) => set({ reduceOnly })}
        />
        {ticket.type === 'limit' ? (
          <CheckRow label="Post-only" checked={ticket.postOnly} onChange={(postOnly) => set({ postOnly })} />
        ) : null}
      </div>
      {failure ? <ProblemNote failure={failure} onClose={() => setFailure(null)} /> : null}
      <div className="mt-auto pt-1">
        <Button
          look="primary"
          size="lg"
          type="submit"
          className="w-full"
          disabled={busy || !online || !state}
        >
          {busy ? 'Checking' : `Propose to ${ticket.side}`}
        </Button>
        <p className="mt-2 text-xs text-muted">
          Nothing is sent by this. The gate checks it, then you approve the card that it makes.
        </p>
      </div>
    </form>
  );
}
