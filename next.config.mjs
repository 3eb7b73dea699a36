/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Both are loaded from node_modules at run time: they find their own files (SQL, workers) by path.
  serverExternalPackages: ['pg-boss', 'pino', 'pg'],
}
