import type { ProblemDetails } from './ProblemError.ts';

/** Writes a problem document. `requestId` is what a person can quote when asking about it. */
export function problemResponse(details: ProblemDetails, requestId: string): Response {
  const { status, code, title, detail, errors, extensions, headers } = details;
  const document = {
    type: `urn:countersign:problem:${code}`,
    title,
    status,
    detail,
    instance: `urn:countersign:request:${requestId}`,
    ...(errors ? { errors } : {}),
    ...extensions,
  };
  return new Response(JSON.stringify(document), {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...headers,
    },
  });
}
