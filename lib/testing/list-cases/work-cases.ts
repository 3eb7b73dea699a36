import { getCapacityEndpoint } from '../../contracts/planning/capacity'
import { listImagesEndpoint } from '../../contracts/planning/image'
import { countOrdersEndpoint, listOrdersEndpoint } from '../../contracts/planning/order'
import { listSketchesEndpoint } from '../../contracts/planning/order-sketch'
import { listPlansEndpoint } from '../../contracts/planning/plan'
import { listJobsEndpoint } from '../../contracts/provisioning/job'
import { getJobsOverviewEndpoint } from '../../contracts/provisioning/overview'
import { getUsualTimesEndpoint } from '../../contracts/provisioning/usual-times'
import { countOrders } from '../../services/planning/count-orders'
import { getCapacity } from '../../services/planning/get-capacity'
import { listImages } from '../../services/planning/list-images'
import { listOrders } from '../../services/planning/list-orders'
import { listPlans } from '../../services/planning/list-plans'
import { listSketches } from '../../services/planning/list-sketches'
import { getJobsOverview } from '../../services/provisioning/get-jobs-overview'
import { getUsualTimes } from '../../services/provisioning/get-usual-times'
import { listJobs } from '../../services/provisioning/list-jobs'
import { barcodeOf, casesOf, type ListCase } from './list-case'

/** Orders, plans and jobs. */
export const WORK_CASES: readonly ListCase[] = [
  ...casesOf(listOrdersEndpoint, listOrders, {
    all: {},
    'by customer': { sort: 'customer' },
    'by size': { sort: '-cpuCores' },
    'by last change': { sort: '-statusSince' },
    failed: { status: ['FAILED'] },
    'released, the oldest first': { status: ['RELEASED'], sort: 'createdAt' },
    'drafts by customer': { status: ['DRAFT'], sort: 'customer' },
    'in a datacenter': { datacenter: ['DC7'] },
    'of a customer': { customer: ['Customer 77'] },
    mine: { mine: 'true' },
    'in trouble': { trouble: 'true' },
    'part of a number': { q: '1001' },
    'part of every number': { q: 'ord-' },
    'part of a customer': { q: 'mer 49' },
    'two letters': { q: '77' },
    nothing: { q: 'no such thing' },
  }),
  ...casesOf(countOrdersEndpoint, countOrders, {
    all: {},
    'part of every number': { q: 'ord-' },
    'of a customer': { customer: ['Customer 77'] },
    'failed in a datacenter': { status: ['FAILED'], datacenter: ['DC7'] },
    'in trouble': { trouble: 'true' },
  }),
  ...casesOf(listSketchesEndpoint, listSketches, { mine: {} }),
  ...casesOf(listImagesEndpoint, listImages, { all: {} }),
  ...casesOf(listPlansEndpoint, listPlans, {
    all: {},
    superseded: { status: ['superseded'] },
    'of an order': { order: ['ORD-100100'] },
  }),
  ...casesOf(getCapacityEndpoint, getCapacity, { all: {}, 'a datacenter': { datacenter: ['DC7'] } }),
  ...casesOf(listJobsEndpoint, listJobs, {
    all: {},
    pending: { status: ['PENDING'] },
    'pending or running': { status: ['PENDING', 'RUNNING'] },
    failed: { status: ['FAILED'] },
    succeeded: { status: ['SUCCESS'] },
    wipes: { kind: ['wipe'] },
    'failed wipes': { status: ['FAILED'], kind: ['wipe'] },
    'in a datacenter': { datacenter: ['DC7'] },
    'failed in a datacenter': { status: ['FAILED'], datacenter: ['DC7'] },
    'cancelled in a datacenter': { status: ['CANCELLED'], datacenter: ['DC7'] },
    'of an order': { order: ['ORD-100100'] },
    'of a server': { server: [barcodeOf(1_000)] },
    'standing at a step': { step: 3 },
    'standing at a step in a datacenter': { step: 3, datacenter: ['DC7'] },
  }),
  ...casesOf(getJobsOverviewEndpoint, getJobsOverview, { all: {}, 'in a datacenter': { datacenter: ['DC7'] } }),
  ...casesOf(getUsualTimesEndpoint, getUsualTimes, {
    provision: {},
    'wipe, of a model': { kind: 'wipe', model: ['maker-3-r603'] },
  }),
]
