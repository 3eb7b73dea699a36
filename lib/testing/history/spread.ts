/** SQL of a whole number from 0 to 99,999 for `n`: the same each time, and spread as if by chance. */
export const spread = (n: string): string => `((hashint4((${n})::int)::bigint + 2147483648) % 100000)`

/** How long ago the oldest of what is written here was. */
export const DAYS = 600

/** SQL of the instant at which the `n`th of `all` came, evenly over the time. */
export const since = (n: string, all: number): string =>
  `(now() - interval '1 day' - interval '${DAYS} days' * (${all} - (${n})) / ${all})`

/** SQL of the id of a server for the `n`th of something: of so many each one at most once, neighbours far apart. */
export const serverOf = (n: string, servers: number): string => `(1 + ((${n})::bigint * 104729) % ${servers})::int`
