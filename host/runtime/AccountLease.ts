/** Whether this process may act for its account: what the runtime asks, and what a test replaces. */
export interface AccountLease {
  /** By this process's own clock: enough of the lease is left for a request that is sent now. Cheap. */
  owns(): boolean;
  /**
   * Asks the database itself, as the last thing before a request leaves: why it may not, or undefined when it may.
   * The request may be accepted by the venue for `validForMs` more; the lease has to outlast that.
   * Throws when the database cannot be asked.
   */
  mayLeave(validForMs: number): Promise<string | undefined>;
}
