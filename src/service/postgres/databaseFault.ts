// What keeps this program from using a database that answers.

/** An error with a code, as those of drivers have. */
export class DatabaseFault extends Error {
  readonly code: 'newer' | 'readOnly' | 'replica'

  constructor(code: DatabaseFault['code'], message: string) {
    super(message)
    this.code = code
  }
}
