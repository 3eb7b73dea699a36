/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // tsc is a stage of its own in `npm test`: a start in production need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Both are loaded from node_modules at run time: they find their own files (SQL, workers) by path.
  serverExternalPackages: ['pg-boss', 'pino', 'pg'],
}
