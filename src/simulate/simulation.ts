// A plan unfolded: client, network and service over one agenda, moment by moment in virtual time.
import * as E from 'fp-ts/lib/Either.js'
import { emptyAgenda } from './agenda.js'
import { chanceOf } from './chance.js'
import { clientOf } from './client.js'
import { clockFrom } from './clock.js'
import { hostOf } from './host.js'
import type { Moment, Witness } from './moment.js'
import { networkBetween } from './network.js'
import type { Plan } from './plan/plan.js'

function* moments(plan: Plan): Generator<Moment, void, undefined> {
  const agenda = emptyAgenda()
  const chance = chanceOf(plan.seed)
  const clock = clockFrom(plan.startDateTime)

  const witness: Witness = (event, outcome, block, cause) => {
    const session = host.session()
    return {
      at: event.at,
      event,
      outcome: outcome ?? E.right(session),
      session,
      client: client.believes(),
      block,
      cause,
    }
  }

  // Each end knows the other by what the network carries, so the network is there before either.
  const network = networkBetween(
    {
      arrive: (message) => host.arrive(message),
      hear: (message) => client.hear(message),
      expire: () => host.expire(),
      giveUp: () => client.giveUp(),
    },
    plan,
    agenda,
    chance,
    clock,
    witness,
  )
  const host = hostOf(plan, agenda, chance, clock, witness, network.reply)
  const client = clientOf(plan, agenda, clock, witness, network.send)

  host.begin()
  client.begin()
  for (let moment = agenda.next(); moment !== undefined; moment = agenda.next()) {
    if (moment !== null) yield moment
  }
}

/**
 * Unfolds a plan, moment by moment, in virtual time: nothing is computed before it is asked for, and iterating
 * again gives the same moments again. Every event of the session is decided on by `step`.
 *
 * @example
 * import { type Plan, simulate } from 'exact-match-session/simulate'
 *
 * const events = (plan: Plan) => Array.from(simulate(plan), ({ at, event }) => `${at} ${event.type}`)
 */
export const simulate = (plan: Plan): Iterable<Moment> => ({ [Symbol.iterator]: () => moments(plan) })
