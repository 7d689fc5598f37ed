// The error that a session fails with, made of what work has thrown: clients read it, so it holds no stack or secret.
import { isPresent } from '../../codec/index.js'
import { type ClassificationError, type ExactMatchSession, propertiesWhere } from '../../model/index.js'

const secretProperties = propertiesWhere(({ secret }) => secret === true)

/** The message of an error that has none. */
const noMessage = 'the processing failed; the log of the service may say why'

const defaultCode = 'processingFailed'

/** Short enough for the largest length of an error, however much of it JSON escapes. */
const maxLength = 1_000

const codePattern = /^[A-Za-z][\w.-]{0,63}$/

const textOf = (thrown: unknown, property: 'code' | 'message'): string | null => {
  if (typeof thrown !== 'object' || thrown === null || !(property in thrown)) return null
  const value: unknown = Reflect.get(thrown, property)
  return typeof value === 'string' && value !== '' ? value : null
}

/** Signatures and keys in URIs, passwords in connection strings, and bearer tokens. */
const secretPatterns: ReadonlyArray<readonly [RegExp, string]> = [
  [/\b((?:sig|signature|token|key|password|secret)=)[^&#\s]*/gi, '$1***'],
  [/(:\/\/)[^/@\s]*@/g, '$1***@'],
  [/\b(Bearer )\S+/gi, '$1***'],
]

const mask = (text: string, session: ExactMatchSession): string => {
  const secrets = secretProperties
    .map((name) => session[name])
    .filter(isPresent)
    .map(String)
  const without = secrets.reduce(
    (masked, secret) => (secret === '' ? masked : masked.replaceAll(secret, '***')),
    text,
  )
  return secretPatterns.reduce((masked, [pattern, by]) => masked.replaceAll(pattern, by), without)
}

/** Some throw the text of a stack; its lines are left out, as are characters that can't be shown. */
const shorten = (text: string): string => {
  const [beforeStack = ''] = text.split(/\n\s+at /)
  const shown = beforeStack.replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ').trim()
  return [...shown].slice(0, maxLength).join('')
}

/** The error of a session whose work has thrown something: its code and message, if it has them, without secrets. */
export const jobErrorOf = (thrown: unknown, session: ExactMatchSession): ClassificationError => {
  const code = textOf(thrown, 'code')
  const message = typeof thrown === 'string' ? thrown : textOf(thrown, 'message')
  return {
    code: code !== null && codePattern.test(code) ? code : defaultCode,
    message: shorten(mask(message ?? '', session)) || noMessage,
  }
}
