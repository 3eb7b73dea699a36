'use server'

import { z } from 'zod'
import { waves } from '../contracts/planning/order'
import { code, text } from '../contracts/primitives'
import { defineAction } from '../http/action'
import { cancelJob as stopJob } from '../services/provisioning/cancel-job'
import { cancelOrder as cancel } from '../services/provisioning/cancel-order'
import { provisionOrder as provision } from '../services/provisioning/provision-order'
import { releaseOrder as release } from '../services/provisioning/release-order'
import { retryJob as retry } from '../services/provisioning/retry-job'
import { skipStep as skip } from '../services/provisioning/skip-step'

const order = z.strictObject({ number: code })
const orderWithReason = order.extend({ reason: text(500).optional() })
const job = z.strictObject({ id: z.uuid() })

export const provisionOrder = defineAction(order.extend({ waves: waves.nullable().optional() }), provision)

export const cancelOrder = defineAction(orderWithReason, cancel)

export const releaseOrder = defineAction(orderWithReason, release)

export const retryJob = defineAction(job, retry)

export const cancelJob = defineAction(job.extend({ reason: text(500).optional() }), stopJob)

export const skipStep = defineAction(job.extend({ reason: text(500) }), skip)
