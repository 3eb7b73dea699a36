/** What a test has to know of the world that its Playwright worker has to itself. */
export interface World {
  /** Address of the web, without a slash at its end. */
  base: string
  /** Token of an administrator. */
  token: string
  /** What the web says while it runs, a line of JSON each. */
  webLog: string
}

const variable = (index: string | number) => `HAAS_E2E_WORLD_${index}`

/** Said by the global setup for worker `index`; Playwright's workers inherit the environment. */
export function nameWorld(index: number, world: World): void {
  process.env[variable(index)] = JSON.stringify(world)
}

/** The world of the worker that asks; undefined where none was made, as in the process that starts the workers. */
export function findWorld(): World | undefined {
  const said = process.env[variable(process.env.TEST_PARALLEL_INDEX ?? '')]
  return said === undefined ? undefined : (JSON.parse(said) as World)
}
