// Comparison with a secret in constant time, without Node's Buffers: texts that are not ASCII compare as well.

/** Compares a text with a secret in a time that depends only on the length of the secret. */
export const timingSafeEqual = (secret: string, text: string): boolean => {
  let difference = secret.length ^ text.length
  for (let index = 0; index < secret.length; index++) {
    difference |= secret.charCodeAt(index) ^ text.charCodeAt(index)
  }
  return difference === 0
}
