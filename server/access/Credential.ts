import type { Actor, Channel } from '../../domain/actor.ts';

/** Which credential a request came with: what may be done with it, and under whose name. */
export type Credential = {
  kind: 'operator' | 'approver' | 'session';
  /** The session's id; null for a token. */
  session: string | null;
  /** Who reads, and who stops the desk, which every credential may. */
  actor: Actor;
  /** Who proposes; null when this credential may not. */
  proposer: Actor | null;
  /** Who decides and rearms; null when this credential may not. */
  decider: Actor | null;
};

const operator = (channel: Channel): Actor => ({ id: 'operator', role: 'operator', channel });
const approver = (channel: Channel): Actor => ({ id: 'approver', role: 'approver', channel });

/** The bearer of `token`: reads, proposes, cancels, stops. Never decides. */
export function operatorCredential(channel: Channel): Credential {
  const actor = operator(channel);
  return { kind: 'operator', session: null, actor, proposer: actor, decider: null };
}

/** The bearer of `approver-token`: reads, decides, rearms, stops. Never proposes. */
export function approverCredential(channel: Channel): Credential {
  const actor = approver(channel);
  return { kind: 'approver', session: null, actor, proposer: null, decider: actor };
}

/** The person at the desk, who opened the page with a one-time address; each act is recorded under its own role. */
export function sessionCredential(session: string): Credential {
  return {
    kind: 'session',
    session,
    actor: operator('web'),
    proposer: operator('web'),
    decider: approver('web'),
  };
}
