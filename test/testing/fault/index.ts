import { counting } from './counting.js'
import { order } from './order.js'
import type { Faults } from './planted.js'
import { retry } from './retry.js'
import { store } from './store.js'
import { time } from './time.js'

/** Every planted fault. */
export const faults: Faults = { ...counting, ...order, ...time, ...retry, ...store }
