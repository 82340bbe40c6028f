/** Something a person can mend; its message is all that is shown. */
export class BootstrapError extends Error {
  name = 'BootstrapError';
}
