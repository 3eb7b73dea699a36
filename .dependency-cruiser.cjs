/** The rooms of ARCHITECTURE.md as rules: who may import whom. `scripts/architecture.ts` runs them. */

/** Files of the product; tests beside them may reach for lib/testing and their tools. */
const TEST = '\\.(test|trial)\\.tsx?$'

/** Each room's path, and the rooms (beside itself) that it may import. */
const ROOMS = {
  domain: { path: '^lib/domain/', may: [] },
  contracts: { path: '^lib/contracts/', may: ['domain'] },
  env: { path: '^lib/env/', may: [] },
  db: { path: '^lib/db/', may: ['domain', 'env'] },
  jobs: { path: '^lib/jobs/', may: ['db', 'domain', 'contracts'] },
  services: { path: '^lib/services/', may: ['domain', 'contracts', 'db', 'jobs'] },
  'auth-http': { path: '^lib/(auth|http)/', may: ['services', 'contracts', 'domain', 'env'] },
  actions: { path: '^lib/actions/', may: ['services', 'auth-http', 'contracts', 'domain'] },
  client: { path: '^lib/client/', may: ['contracts', 'domain'] },
  components: { path: '^components/', may: ['client', 'actions', 'contracts', 'domain'] },
  app: {
    path: '^app/',
    may: ['services', 'auth-http', 'actions', 'components', 'client', 'contracts', 'domain', 'env'],
  },
  worker: { path: '^worker/', may: ['services', 'jobs', 'contracts', 'domain', 'env'] },
}

/** Packages that a room must not see. Anything that is not listed is decided in review. */
const FORBIDDEN_PACKAGES = {
  domain: '.*',
  contracts: '(@prisma|next|next-auth|pg|pg-boss|react|react-dom)',
  db: '(next|next-auth|react|react-dom)',
  jobs: '(next|next-auth|react|react-dom)',
  services: '(next|next-auth|react|react-dom)',
  'auth-http': '(@prisma|pg)',
  actions: '(@prisma|pg|pg-boss)',
  client: '(@prisma|pg|pg-boss)',
  components: '(@prisma|pg|pg-boss)',
  app: '(@prisma|pg|pg-boss)',
  worker: '(next|next-auth|react|react-dom)',
}

/** The areas of lib/services, and those (beside itself) that each may import. */
const AREAS = {
  audit: [],
  access: ['audit'],
  inventory: ['access', 'audit'],
  imports: ['inventory', 'access', 'audit'],
  labels: ['access'],
  planning: ['inventory', 'access', 'audit'],
  allocation: ['planning', 'inventory', 'access', 'audit'],
  provisioning: ['allocation', 'planning', 'inventory', 'access', 'audit'],
  tickets: ['inventory', 'access', 'audit'],
  telemetry: ['tickets', 'inventory', 'access', 'audit'],
}

const rooms = Object.entries(ROOMS).map(([name, { path, may }]) => ({
  name: `room-${name}`,
  comment: `${name} may import ${may.join(', ') || 'nothing'} beside itself`,
  severity: 'error',
  from: { path, pathNot: TEST },
  to: {
    path: '^(lib|components|app|worker|prisma|e2e|scripts)/',
    pathNot: [path, ...may.map((room) => ROOMS[room].path)],
  },
}))

const packages = Object.entries(FORBIDDEN_PACKAGES).map(([name, forbidden]) => ({
  name: `packages-${name}`,
  severity: 'error',
  from: { path: ROOMS[name].path, pathNot: `(${TEST}|^lib/db/generated/)` },
  to: { path: `(^|/)node_modules/${forbidden}(/|$)` },
}))

const areas = Object.entries(AREAS).map(([name, may]) => ({
  name: `area-${name}`,
  comment: `${name} may import ${may.join(', ') || 'nothing'} beside itself; a use case that spans areas is in lifecycle`,
  severity: 'error',
  from: { path: `^lib/services/${name}/`, pathNot: TEST },
  to: { path: '^lib/services/[^/]+/', pathNot: `^lib/services/(${[name, ...may].join('|')})/` },
}))

module.exports = {
  areas: [...Object.keys(AREAS), 'lifecycle'],
  forbidden: [
    ...rooms,
    ...packages,
    ...areas,
    { name: 'no-circular', severity: 'error', from: { pathNot: '^lib/db/generated/' }, to: { circular: true } },
    {
      name: 'no-builtins-in-domain',
      severity: 'error',
      from: { path: '^lib/domain/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { path: '^(app|components|worker|lib)/', pathNot: ['^lib/testing/', TEST] },
      to: { path: ['^(e2e|lib/testing)/', TEST] },
    },
    {
      name: 'no-server-only-outside-next',
      comment: 'it crashes the worker, which runs without Next',
      severity: 'error',
      from: { pathNot: '^lib/(auth|http)/' },
      to: { path: '^server-only$' },
    },
    {
      name: 'not-resolvable',
      severity: 'error',
      from: { pathNot: '^lib/db/generated/' },
      to: { couldNotResolve: true, pathNot: '^server-only$' },
    },
  ],
}
