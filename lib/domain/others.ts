/** Among things counted by name: the key of all names that are not counted each by itself. No name has it. */
export const OTHERS = '*'
