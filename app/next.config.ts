import path from 'node:path';
import type { NextConfig } from 'next';

/** Static export into `app/out`; the API's own process serves it, so that page and API share one origin. */
const config: NextConfig = {
  output: 'export',
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  devIndicators: false,
  // Types are checked by `tsc -p app`, once, with the compiler the rest of the tree uses.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: path.join(import.meta.dirname, '..') },
  experimental: { optimizePackageImports: ['radix-ui', 'lucide-react'] },
};

export default config;
