// The thread in which HiGHS solves: its call blocks, and the process has others to answer. Plain JavaScript, so that a
// bundle, tsx and node all start it alike, by its path. Speaks the messages of highs-solver.ts.
import { parentPort } from 'node:worker_threads'
import loadHighs from 'highs'

const port = parentPort
if (port === null) throw new Error('This file is the body of a worker thread.')

const highs = await loadHighs()
const { modelStatus, variableType } = highs.constants

// Compiled while nobody waits: the first solve of a fresh runtime takes many times as long as the next.
solve({
  program: { costs: [1, 1], limits: [9, 9], rows: [{ coefficients: [3, 2], atLeast: 7 }] },
  nodes: 10,
  known: null,
})
port.postMessage({ ready: true })

port.on('message', ({ id, ...request }) => {
  try {
    port.postMessage({ id, answer: solve(request) })
  } catch (error) {
    port.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
})

function solve({ program, nodes, known }) {
  const { costs, limits, rows } = program
  return highs.withModel(modelOf(program), (model) => {
    model.options.set({
      output_flag: false,
      // Each of these has a default that calls a worse plan optimal, or that depends on the clock.
      mip_rel_gap: 0,
      mip_abs_gap: 0.999,
      random_seed: 7,
      mip_max_nodes: nodes,
    })
    if (known !== null) model.setSolution({ colValue: Float64Array.from(known) })
    model.run()
    const status = model.getModelStatus()
    if (status === modelStatus.infeasible) return { x: null, bound: Number.POSITIVE_INFINITY }
    const values = model.getSolution().colValue
    const whole = values.length === costs.length ? Array.from(values, (value) => Math.round(value) + 0) : null
    const x = whole !== null && keeps(whole, limits, rows) ? whole : null
    if (status === modelStatus.optimal && x !== null) {
      return { x, bound: x.reduce((sum, count, j) => sum + count * costs[j], 0) }
    }
    const bound = Number(model.info.get('mip_dual_bound'))
    // In floating point: a part in a million below is certain enough to round up from.
    return { x, bound: Number.isFinite(bound) ? bound - 1e-6 * Math.max(1, Math.abs(bound)) : 0 }
  })
}

function keeps(x, limits, rows) {
  return (
    x.every((count, j) => count >= 0 && count <= limits[j]) &&
    rows.every(({ coefficients, atLeast }) => x.reduce((sum, count, j) => sum + count * coefficients[j], 0) >= atLeast)
  )
}

function modelOf({ costs, limits, rows }) {
  const starts = [0]
  const indices = []
  const values = []
  for (const { coefficients } of rows) {
    coefficients.forEach((coefficient, j) => {
      if (coefficient === 0) return
      indices.push(j)
      values.push(coefficient)
    })
    starts.push(indices.length)
  }
  return {
    numCols: costs.length,
    numRows: rows.length,
    colCost: Float64Array.from(costs),
    colLower: new Float64Array(costs.length),
    colUpper: Float64Array.from(limits),
    rowLower: Float64Array.from(rows, ({ atLeast }) => atLeast),
    rowUpper: new Float64Array(rows.length).fill(Number.POSITIVE_INFINITY),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: costs.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
    integrality: new Int32Array(costs.length).fill(variableType.integer),
  }
}
