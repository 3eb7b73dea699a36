import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LayeredLayout, layeredLayout, type PlacedLine, type Point } from './layered-layout'
import type { GraphBox, GraphLine } from './layers'

const SPACING = { gap: 10, bend: 40, head: 8 }
const box = (key: string): GraphBox => ({ key, main: 90, cross: 40 })
const line = (from: string, to: string, key = `${from}>${to}`): GraphLine => ({
  key,
  from,
  to,
  label: { main: 50, cross: 18 },
})
const layoutOf = (keys: string, ...ways: string[]) =>
  layeredLayout(
    [...keys].map(box),
    ways.map((way, index) => line(way[0] ?? '', way[1] ?? '', `${way} ${index}`)),
    SPACING,
  )
const at = (layout: LayeredLayout, key: string) => layout.boxes.find((one) => one.key === key)?.at

type Area = { at: Point; size: Point }
const overlap = (a: Area, b: Area) =>
  a.at.main < b.at.main + b.size.main &&
  b.at.main < a.at.main + a.size.main &&
  a.at.cross < b.at.cross + b.size.cross &&
  b.at.cross < a.at.cross + a.size.cross
/** Straight pieces as areas without thickness, and the room that each bend stays in. */
const piecesOf = ({ points }: PlacedLine): Area[] =>
  points.slice(1).map((end, index) => {
    const start = points[index] ?? end
    const low = { main: Math.min(start.main, end.main), cross: Math.min(start.cross, end.cross) }
    return {
      at: low,
      size: { main: Math.abs(end.main - start.main), cross: Math.abs(end.cross - start.cross) },
    }
  })

describe('the layered layout', () => {
  it('draws a chain as one straight line, each box after the one before', () => {
    const layout = layoutOf('abc', 'ab', 'bc')
    const [a, b, c] = ['a', 'b', 'c'].map((key) => at(layout, key))
    expect([a?.cross, b?.cross, c?.cross]).toEqual([0, 0, 0])
    expect(b?.main).toBe(90 + 40 + 50 + 8)
    for (const { points } of layout.lines) expect(new Set(points.map(({ cross }) => cross)).size).toBe(1)
    expect(layout.size).toEqual({ main: 3 * 90 + 2 * 98, cross: 40 })
  })

  it('leads a line that passes a layer round its boxes', () => {
    const layout = layoutOf('abc', 'ab', 'bc', 'ac')
    const passing = layout.lines.find(({ key }) => key.startsWith('ac'))
    expect(passing?.points).toHaveLength(6)
    const b = layout.boxes.find(({ key }) => key === 'b')
    if (passing === undefined || b === undefined) throw new Error('both are drawn')
    expect(piecesOf(passing).filter((piece) => overlap(piece, b))).toEqual([])
  })

  it('draws a line back from right to left, with its label before its end', () => {
    const layout = layoutOf('ab', 'ba')
    const [back] = layout.lines
    expect(back?.points[0]?.main).toBe(at(layout, 'b')?.main)
    expect(back?.points.at(-1)?.main).toBe(90)
    expect(back?.label.at.main).toBe(98)
  })

  it('sets what nothing leads to right before what it leads to, and what stands alone after the one before it', () => {
    const layout = layoutOf('abxcd', 'ab', 'bc', 'xc')
    expect(at(layout, 'x')?.main).toBe(at(layout, 'b')?.main)
    expect(at(layout, 'd')?.main).toBeGreaterThan(at(layout, 'c')?.main ?? 0)
    expect(layoutOf('').boxes).toEqual([])
  })

  it('keeps parallel lines apart', () => {
    const layout = layoutOf('ab', 'ab', 'ab', 'ba')
    expect(new Set(layout.lines.map(({ points }) => points[0]?.cross)).size).toBe(3)
  })

  it('never lays a box or a label on another, nor a line across one', () => {
    const graph = fc.integer({ min: 1, max: 9 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        ends: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 18 }),
      }),
    )
    fc.assert(
      fc.property(graph, ({ count, ends }) => {
        const boxes = Array.from({ length: count }, (_, index) => box(`n${index}`))
        const lines = ends
          .filter(([from, to]) => from !== to)
          .map(([from, to], index) => line(`n${from}`, `n${to}`, `line ${index}`))
        const layout = layeredLayout(boxes, lines, SPACING)
        expect(layout.boxes).toHaveLength(count)
        expect(layout.lines).toHaveLength(lines.length)
        const areas: Area[] = [...layout.boxes, ...layout.lines.map(({ label }) => label)]
        for (const [index, area] of areas.entries())
          for (const other of areas.slice(index + 1)) expect(overlap(area, other)).toBe(false)
        for (const one of layout.lines)
          for (const piece of piecesOf(one))
            for (const area of areas) if (area !== one.label) expect(overlap(piece, area)).toBe(false)
      }),
      { numRuns: 400 },
    )
  })
})
