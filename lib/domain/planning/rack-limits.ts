import type { Candidate, Constraints, PlanningInput } from './plan'

/** How many of `servers` one rack may hold at `percent`, rounded up. */
export function shareCap(percent: number, servers: number): number {
  return Math.ceil((percent * servers) / 100)
}

/** What the chosen servers take of each rack, against a count per rack and the racks' watts. */
export class RackLimits {
  private readonly count = new Map<string, number>()
  private readonly watts = new Map<string, number>()
  private readonly cap: number
  private readonly headroomW: ReadonlyMap<string, number> | null

  /** `cap`: servers a rack, infinity for no limit. `headroomW`: watts left in each rack, null for no limit. */
  constructor(cap: number, headroomW: ReadonlyMap<string, number> | null) {
    this.cap = cap
    this.headroomW = headroomW
  }

  /** One more of it in its rack: within the limits? A server in no rack always is. */
  canAdd(server: Candidate): boolean {
    if (server.rack === null) return true
    if ((this.count.get(server.rack) ?? 0) >= this.cap) return false
    const headroom = this.headroomW?.get(server.rack)
    return headroom === undefined || (this.watts.get(server.rack) ?? 0) + (server.powerW ?? 0) <= headroom
  }

  add(server: Candidate): void {
    this.change(server, 1)
  }

  remove(server: Candidate): void {
    this.change(server, -1)
  }

  /** The fullest rack's count. */
  most(): number {
    let most = 0
    for (const count of this.count.values()) if (count > most) most = count
    return most
  }

  private change(server: Candidate, by: 1 | -1): void {
    if (server.rack === null) return
    this.count.set(server.rack, (this.count.get(server.rack) ?? 0) + by)
    this.watts.set(server.rack, (this.watts.get(server.rack) ?? 0) + by * (server.powerW ?? 0))
  }
}

/** Do these limits concern racks at all? */
export function hasRackLimits(constraints: Constraints): boolean {
  const { maxPerRack, maxSharePerRack, surviveRackLoss, rackPower } = constraints
  return [maxPerRack, maxSharePerRack, surviveRackLoss].some((limit) => limit !== undefined) || rackPower === true
}

/** The racks' watts as a limit, null where the order does not ask to keep them. */
export function headroomOf(input: PlanningInput): ReadonlyMap<string, number> | null {
  return input.constraints.rackPower === true ? input.rackHeadroomW : null
}
