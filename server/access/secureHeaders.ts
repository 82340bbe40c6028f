import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from '../ApiEnv.ts';
import { contentSecurityPolicy } from '../site/contentSecurityPolicy.ts';

/** Headers that every answer carries. Pages bring a policy of their own, with the hashes of their scripts. */
export function secureHeaders(): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    headers.set('x-content-type-options', 'nosniff');
    headers.set('x-frame-options', 'DENY');
    headers.set('referrer-policy', 'no-referrer');
    headers.set('cross-origin-opener-policy', 'same-origin');
    headers.set('cross-origin-resource-policy', 'same-origin');
    headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    if (!headers.has('content-security-policy'))
      headers.set('content-security-policy', contentSecurityPolicy());
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  };
}
