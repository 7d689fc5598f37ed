// Whether two texts are the same, in a time that doesn't tell how much of one is right.

/** Compares with a secret: every character of it is looked at, whatever the text. Only its length may show. */
export const sameAs =
  (secret: string): ((text: string) => boolean) =>
  (text) => {
    let difference = secret.length ^ text.length
    for (let index = 0; index < secret.length; index++) {
      difference |= secret.charCodeAt(index) ^ text.charCodeAt(index)
    }
    return difference === 0
  }
