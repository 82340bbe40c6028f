import { APICallError } from '@ai-sdk/provider';

/**
 * Says in one or two sentences why the model gave no answer, and what it means. Never repeats what the provider wrote:
 * it can hold a key, a prompt or text that looks like an answer.
 */
export function describeModelError(fault: unknown, label: string): string {
  return `${reasonOf(fault, label)} No figure above comes from it unless it is marked with its evidence, and nothing further was proposed.`;
}

function reasonOf(fault: unknown, label: string): string {
  const call = findCallError(fault);
  const status = call?.statusCode;
  if (status === 401 || status === 403) {
    return `${label} refused the key (HTTP ${status}). Check the model's key in the settings, or switch to the offline analyst.`;
  }
  if (status === 404)
    return `${label} does not know this model or address (HTTP 404). Check model.model and model.baseUrl.`;
  if (status === 429)
    return `${label} has had too many requests or its quota is used up (HTTP 429). Wait a minute and ask again.`;
  if (status === 400 || status === 422) {
    return `${label} did not accept the request (HTTP ${status}). It may not support tools; try another model.`;
  }
  if (status !== undefined && status >= 500)
    return `${label} has a fault of its own (HTTP ${status}). Ask again in a moment.`;
  if (isTimeout(fault)) return `${label} did not answer in time. Ask again, or ask for less at once.`;
  if (call || isNetwork(fault))
    return `${label} could not be reached, or its answer broke off. Check the connection and ask again.`;
  return `${label} failed while answering. Ask again; the log has the details.`;
}

function findCallError(fault: unknown): APICallError | undefined {
  for (const link of chainOf(fault)) if (APICallError.isInstance(link)) return link;
  return undefined;
}

function isTimeout(fault: unknown): boolean {
  return chainOf(fault).some((link) => /timeout|timed out|AbortError/i.test(nameAndMessage(link)));
}

function isNetwork(fault: unknown): boolean {
  return chainOf(fault).some((link) =>
    /ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|socket|network|fetch failed|terminated|other side closed|aborted|premature/i.test(
      nameAndMessage(link),
    ),
  );
}

/** An error, its causes, and the last error of one that wraps several tries. */
function chainOf(fault: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let link = fault; link !== undefined && link !== null && chain.length < 8; ) {
    chain.push(link);
    if (typeof link !== 'object') break;
    link = 'lastError' in link ? link.lastError : 'cause' in link ? link.cause : undefined;
  }
  return chain;
}

function nameAndMessage(link: unknown): string {
  return link instanceof Error ? `${link.name} ${link.message}` : String(link);
}
