import { accountId } from '../../../domain/ids.ts';

/** The account that every simulated desk trades. */
export const account = accountId.parse('simulated');
