/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // tsc is a stage of its own in `npm test`: a start in production need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Both are loaded from node_modules at run time: they find their own files (SQL, workers) by path.
  serverExternalPackages: ['pg-boss', 'pino', 'pg'],
  experimental: {
    // A page that nothing of is cached yet asks for eight scripts instead of eighteen: over a phone's network a request costs more
    // than the few kB that two pages may both bring. Sizes are of code that is neither minified nor compressed.
    turbopackChunking: {
      firstPageLoadPriority: 0.9,
      requestCost: 1_000_000,
      minChunkSize: 150_000,
      maxChunkCountPerGroup: 6,
      maxMergeChunkSize: 1_000_000,
    },
  },
}
