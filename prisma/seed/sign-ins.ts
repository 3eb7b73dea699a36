/** One person per role in the demo world. `npm run demo` prints them; the seed makes them. */
export const signIns = [
  { role: 'ADMIN', email: 'admin@haas.example', password: 'demo-admin-2026' },
  { role: 'OPERATOR', email: 'operator@haas.example', password: 'demo-operator-2026' },
  { role: 'PLANNER', email: 'planner@haas.example', password: 'demo-planner-2026' },
  { role: 'TECH', email: 'tech@haas.example', password: 'demo-tech-2026' },
  { role: 'REPAIR', email: 'repair@haas.example', password: 'demo-repair-2026' },
  { role: 'VIEWER', email: 'viewer@haas.example', password: 'demo-viewer-2026' },
] as const
