/**
 * Real server models of 2018 to 2026. Height and depth are the chassis'; cores, RAM and NVMe are those of one common
 * configuration (two sockets unless said); watts are the rating of one power supply; kilogrammes the maximum the vendor states,
 * rounded. Cost, cents a month, is made up.
 */
export interface SeedModel {
  slug: string
  manufacturer: string
  model: string
  heightU: number
  depth: 'full' | 'half'
  cpuCores: number
  ramGb: number
  nvmeGb: number
  maxPowerW: number
  weightKg: number
  cost: number
  /** Share of the world's servers. */
  weight: number
  /** Component → what there is of it. */
  firmware: Readonly<Record<string, SeedFirmware>>
}

/**
 * versions: from oldest to newest; an edge leads from each to the next. minutes: of each flash. target: the newest, unless
 * said. conditions: of the edges that lead to a version. shortcuts: edges beside those, from a range.
 */
export interface SeedFirmware {
  versions: readonly string[]
  minutes: number
  target?: string
  conditions?: Readonly<Record<string, { requires?: { component: string; version: string }[]; flashedWith?: string }>>
  shortcuts?: readonly { from: string; to: string; minutes: number }[]
}

const dell = (bios: readonly string[], idrac: readonly string[]) => ({
  BIOS: { versions: bios, minutes: 9 },
  iDRAC: { versions: idrac, minutes: 6 },
})
const hpe = (rom: readonly string[], ilo: readonly string[]) => ({
  'System ROM': { versions: rom, minutes: 8 },
  iLO: { versions: ilo, minutes: 6 },
})

export const MODELS: readonly SeedModel[] = [
  {
    // 2 × Xeon Gold 6248
    slug: 'dell-r640',
    manufacturer: 'Dell',
    model: 'PowerEdge R640',
    heightU: 1,
    depth: 'full',
    cpuCores: 40,
    ramGb: 384,
    nvmeGb: 7_680,
    maxPowerW: 750,
    weightKg: 22,
    cost: 31_000,
    weight: 12,
    firmware: dell(['2.2.11', '2.9.4', '2.12.2', '2.21.2'], ['4.40.00.00', '6.10.30.00', '7.00.00.171']),
  },
  {
    // 2 × Xeon Gold 6248
    slug: 'dell-r740xd',
    manufacturer: 'Dell',
    model: 'PowerEdge R740xd',
    heightU: 2,
    depth: 'full',
    cpuCores: 40,
    ramGb: 768,
    nvmeGb: 46_080,
    maxPowerW: 1_100,
    weightKg: 33,
    cost: 52_000,
    weight: 6,
    firmware: dell(['2.2.11', '2.9.4', '2.12.2', '2.21.2'], ['4.40.00.00', '6.10.30.00', '7.00.00.171']),
  },
  {
    // 2 × Xeon Gold 6338
    slug: 'dell-r650',
    manufacturer: 'Dell',
    model: 'PowerEdge R650',
    heightU: 1,
    depth: 'full',
    cpuCores: 64,
    ramGb: 512,
    nvmeGb: 15_360,
    maxPowerW: 800,
    weightKg: 21,
    cost: 58_000,
    weight: 18,
    firmware: dell(['1.3.8', '1.6.5', '1.9.2', '1.13.2'], ['5.10.10.00', '6.10.30.00', '7.00.30.00']),
  },
  {
    // 2 × Xeon Gold 6348
    slug: 'dell-r750',
    manufacturer: 'Dell',
    model: 'PowerEdge R750',
    heightU: 2,
    depth: 'full',
    cpuCores: 56,
    ramGb: 1_024,
    nvmeGb: 30_720,
    maxPowerW: 1_400,
    weightKg: 35,
    cost: 71_000,
    weight: 8,
    firmware: dell(['1.3.8', '1.6.5', '1.9.2', '1.13.2'], ['5.10.10.00', '6.10.30.00', '7.00.30.00']),
  },
  {
    // 2 × EPYC 7543
    slug: 'dell-r6525',
    manufacturer: 'Dell',
    model: 'PowerEdge R6525',
    heightU: 1,
    depth: 'full',
    cpuCores: 64,
    ramGb: 512,
    nvmeGb: 15_360,
    maxPowerW: 1_100,
    weightKg: 22,
    cost: 55_000,
    weight: 9,
    firmware: dell(['2.3.6', '2.8.4', '2.13.3'], ['5.10.10.00', '6.10.30.00', '7.00.30.00']),
  },
  {
    // 2 × EPYC 9554
    slug: 'dell-r7625',
    manufacturer: 'Dell',
    model: 'PowerEdge R7625',
    heightU: 2,
    depth: 'full',
    cpuCores: 128,
    ramGb: 1_536,
    nvmeGb: 61_440,
    maxPowerW: 1_800,
    weightKg: 36,
    cost: 139_000,
    weight: 4,
    firmware: dell(['1.3.10', '1.6.6', '1.8.3'], ['6.10.30.00', '7.00.60.00', '7.10.50.00']),
  },
  {
    // 2 × Xeon Gold 6230
    slug: 'hpe-dl360-gen10',
    manufacturer: 'HPE',
    model: 'ProLiant DL360 Gen10',
    heightU: 1,
    depth: 'full',
    cpuCores: 40,
    ramGb: 384,
    nvmeGb: 7_680,
    maxPowerW: 800,
    weightKg: 17,
    cost: 30_000,
    weight: 12,
    firmware: hpe(['U32 2.10', 'U32 2.42', 'U32 2.68', 'U32 2.90'], ['1.40', '2.44', '2.72', '3.01']),
  },
  {
    // 2 × Xeon Gold 6342
    slug: 'hpe-dl360-gen10-plus',
    manufacturer: 'HPE',
    model: 'ProLiant DL360 Gen10 Plus',
    heightU: 1,
    depth: 'full',
    cpuCores: 48,
    ramGb: 512,
    nvmeGb: 15_360,
    maxPowerW: 800,
    weightKg: 17,
    cost: 51_000,
    weight: 10,
    firmware: hpe(['U46 1.42', 'U46 1.58', 'U46 1.72'], ['2.44', '2.72', '3.01']),
  },
  {
    // 1 × EPYC 7713P
    slug: 'hpe-dl325-gen10-plus-v2',
    manufacturer: 'HPE',
    model: 'ProLiant DL325 Gen10 Plus v2',
    heightU: 1,
    depth: 'full',
    cpuCores: 64,
    ramGb: 512,
    nvmeGb: 7_680,
    maxPowerW: 800,
    weightKg: 16,
    cost: 42_000,
    weight: 6,
    firmware: hpe(['A43 2.40', 'A43 2.60', 'A43 2.84'], ['2.44', '2.72', '3.01']),
  },
  {
    // 2 × Xeon Gold 6430
    slug: 'hpe-dl380-gen11',
    manufacturer: 'HPE',
    model: 'ProLiant DL380 Gen11',
    heightU: 2,
    depth: 'full',
    cpuCores: 64,
    ramGb: 1_024,
    nvmeGb: 30_720,
    maxPowerW: 1_000,
    weightKg: 36,
    cost: 88_000,
    weight: 5,
    firmware: hpe(['U54 1.32', 'U54 1.48', 'U54 2.16'], ['1.40', '1.58', '1.62']),
  },
  {
    // 2 × Xeon Gold 6252
    slug: 'lenovo-sr650',
    manufacturer: 'Lenovo',
    model: 'ThinkSystem SR650',
    heightU: 2,
    depth: 'full',
    cpuCores: 48,
    ramGb: 768,
    nvmeGb: 30_720,
    maxPowerW: 1_100,
    weightKg: 32,
    cost: 49_000,
    weight: 5,
    firmware: {
      // Its last UEFI wants a newer XCC first; one leads there from any of the middle, but takes longer than both hops.
      UEFI: {
        versions: ['2.61', '2.80', '3.10', '3.40'],
        minutes: 8,
        conditions: { '3.40': { requires: [{ component: 'XCC', version: '>=7.80' }] } },
        shortcuts: [{ from: '>=2.80 <3.40', to: '3.40', minutes: 25 }],
      },
      XCC: { versions: ['6.90', '7.80', '9.20'], minutes: 7 },
    },
  },
  {
    // 2 × EPYC 7763
    slug: 'lenovo-sr645',
    manufacturer: 'Lenovo',
    model: 'ThinkSystem SR645',
    heightU: 1,
    depth: 'full',
    cpuCores: 128,
    ramGb: 1_024,
    nvmeGb: 15_360,
    maxPowerW: 1_100,
    weightKg: 20,
    cost: 96_000,
    weight: 4,
    firmware: {
      UEFI: { versions: ['2.11', '3.02', '4.20'], minutes: 8 },
      XCC: { versions: ['3.10', '4.82', '5.71'], minutes: 7 },
    },
  },
  {
    // 2 × Xeon Gold 6130. Its UEFI target has no path yet: what "no way there" looks like.
    slug: 'lenovo-sr630',
    manufacturer: 'Lenovo',
    model: 'ThinkSystem SR630',
    heightU: 1,
    depth: 'full',
    cpuCores: 32,
    ramGb: 192,
    nvmeGb: 3_840,
    maxPowerW: 750,
    weightKg: 19,
    cost: 22_000,
    weight: 2,
    firmware: { UEFI: { versions: ['2.61', '2.80', '3.10', '3.40'], minutes: 8, target: '4.20' } },
  },
  {
    // 1 × EPYC 7702P
    slug: 'supermicro-as-1114s',
    manufacturer: 'Supermicro',
    model: 'AS-1114S-WN10RT',
    heightU: 1,
    depth: 'full',
    cpuCores: 64,
    ramGb: 512,
    nvmeGb: 38_400,
    maxPowerW: 750,
    weightKg: 16,
    cost: 47_000,
    weight: 8,
    firmware: {
      // Its last BIOS and BMC are flashed together.
      BIOS: { versions: ['2.1', '2.4', '2.8'], minutes: 7, conditions: { '2.8': { flashedWith: 'BMC' } } },
      BMC: { versions: ['01.01.14', '01.02.03'], minutes: 5 },
    },
  },
  {
    // 1 × Xeon D-2733NT
    slug: 'supermicro-sys-510d',
    manufacturer: 'Supermicro',
    model: 'SYS-510D-8C-FN6P',
    heightU: 1,
    depth: 'half',
    cpuCores: 8,
    ramGb: 128,
    nvmeGb: 1_920,
    maxPowerW: 200,
    weightKg: 5,
    cost: 9_000,
    weight: 3,
    firmware: { BIOS: { versions: ['1.1', '1.3', '1.5'], minutes: 7 } },
  },
]

export const IMAGES = [
  {
    slug: 'debian-13',
    name: 'Debian 13 (trixie)',
    address: 'http://images.example/debian-13.iso?phone-home={phoneHome}',
  },
  {
    slug: 'ubuntu-24.04',
    name: 'Ubuntu Server 24.04 LTS',
    address: 'http://images.example/ubuntu-24.04.iso?phone-home={phoneHome}',
  },
  {
    slug: 'rocky-10',
    name: 'Rocky Linux 10',
    address: 'http://images.example/rocky-10.iso?phone-home={phoneHome}',
  },
  {
    slug: 'proxmox-9',
    name: 'Proxmox VE 9',
    address: 'http://images.example/proxmox-9.iso?phone-home={phoneHome}',
  },
] as const
