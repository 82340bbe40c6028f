import { z } from 'zod';

export const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'expected a URL that begins with http:// or https://',
});

export const originUrl = httpUrl.refine((url) => URL.canParse(url) && new URL(url).origin === url, {
  error: 'expected an origin without a path, such as http://127.0.0.1:8080',
});
