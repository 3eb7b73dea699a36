export function setUp(): Promise<string>
export function hashOf(paths: string[], skip?: (path: string) => boolean): string
export function stage(title: string, command: string, args: string[], env?: NodeJS.ProcessEnv): Promise<void>
