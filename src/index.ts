export * from './codec/index.js'
export * from './machine/index.js'
export * from './model/index.js'
