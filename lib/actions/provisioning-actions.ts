'use server'

import { z } from 'zod'
import { waves } from '../contracts/planning/order'
import { code, text, version } from '../contracts/primitives'
import { createFirmwarePathInput, editFirmwarePathInput } from '../contracts/provisioning/firmware-path'
import { defineAction } from '../http/action'
import { cancelJob as stopJob } from '../services/provisioning/cancel-job'
import { cancelOrder as cancel } from '../services/provisioning/cancel-order'
import { createFirmwarePath as createPath } from '../services/provisioning/create-firmware-path'
import { deleteFirmwarePath as deletePath } from '../services/provisioning/delete-firmware-path'
import { editFirmwarePath as editPath } from '../services/provisioning/edit-firmware-path'
import { provisionOrder as provision } from '../services/provisioning/provision-order'
import { releaseOrder as release } from '../services/provisioning/release-order'
import { retryJob as retry } from '../services/provisioning/retry-job'
import { skipStep as skip } from '../services/provisioning/skip-step'

const order = z.strictObject({ number: code })
const orderWithReason = order.extend({ reason: text(500).optional() })
const job = z.strictObject({ id: z.uuid() })
const seenPath = { id: z.uuid(), ifMatch: z.array(version).max(1).optional() }

export const provisionOrder = defineAction(order.extend({ waves: waves.nullable().optional() }), provision)

export const cancelOrder = defineAction(orderWithReason, cancel)

export const releaseOrder = defineAction(orderWithReason, release)

export const retryJob = defineAction(job, retry)

export const cancelJob = defineAction(job.extend({ reason: text(500).optional() }), stopJob)

export const skipStep = defineAction(job.extend({ reason: text(500) }), skip)

export const createFirmwarePath = defineAction(createFirmwarePathInput, createPath)

export const editFirmwarePath = defineAction(editFirmwarePathInput.extend(seenPath), editPath)

export const deleteFirmwarePath = defineAction(z.strictObject(seenPath), deletePath)
