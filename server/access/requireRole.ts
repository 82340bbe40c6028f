import type { Context } from 'hono';
import type { Actor } from '../../domain/actor.ts';
import type { ApiEnv } from '../ApiEnv.ts';
import { ProblemError } from '../problem/ProblemError.ts';

/** Who proposes with this credential. Refuses the approver's: whoever approves does not propose. */
export function requireProposer(context: Context<ApiEnv>): Actor {
  const { proposer } = context.get('credential');
  if (proposer) return proposer;
  throw forbidden(
    'The approver’s token decides and does not propose: proposing and approving are different credentials. Use the token in the file `token` of the desk’s home.',
  );
}

/** Who decides with this credential. Refuses the operator's: whoever proposes does not approve. */
export function requireDecider(context: Context<ApiEnv>, what: string): Actor {
  const { decider } = context.get('credential');
  if (decider) return decider;
  throw forbidden(
    `This token proposes and does not ${what}: proposing and approving are different credentials. ${capitalise(what)} on the page, or with the token in the file \`approver-token\` of the desk’s home.`,
  );
}

function forbidden(reason: string): ProblemError {
  return new ProblemError({
    status: 403,
    code: 'forbidden',
    title: 'This credential may not do that',
    detail: `${reason} Nothing was changed and no order was sent.`,
  });
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
