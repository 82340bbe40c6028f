import { CountersignError } from '../domain/CountersignError.ts';

/** The configuration cannot be used. The message names each key, where it stands, what was found and what is allowed. */
export class ConfigError extends CountersignError {
  override name = 'ConfigError';
}
