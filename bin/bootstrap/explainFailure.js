/**
 * Turns what a tool printed when it failed into a sentence with what to do next.
 *
 * @param {string} output what the tool printed
 * @param {string} purpose what did not happen, as the start of a sentence
 */
export function explainFailure(output, purpose) {
  const start = `${purpose[0].toUpperCase()}${purpose.slice(1)}`;
  if (/ENOSPC|no space left on device/i.test(output)) {
    return `${start}: the disk is full. Free some space (about 2 GB are needed) and run the same command again. Nothing was started.`;
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network|socket hang up/i.test(output)
  ) {
    return `${start}: the npm registry did not answer. Check the connection (and HTTPS_PROXY or the registry in .npmrc, if you use one) and run the same command again. Nothing was started.`;
  }
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `${start}: a file or folder may not be written. Make the project's folder yours and run the same command again. Nothing was started.`;
  }
  return `${start}. Nothing was started.`;
}
