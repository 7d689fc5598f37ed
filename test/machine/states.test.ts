// docs/states.md and its picture are made from the tables; `npm run states` writes both.
import { instance } from '@viz-js/viz'
import { describe, expect, it } from 'vitest'
import { diagramOf } from '../../src/machine/index.js'
import { statesPage } from './statesPage.js'

describe('the page of the states', () => {
  it('is up to date', async () => {
    await expect(statesPage).toMatchFileSnapshot('../../docs/states.md')
  })

  it('has a picture that is up to date', async () => {
    const svg = (await instance()).renderString(diagramOf('dot'), { format: 'svg' })
    await expect(svg).toMatchFileSnapshot('../../docs/states.svg')
  })
})
