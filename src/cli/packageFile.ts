// Files of the package that commands read at run time. This file and the bundle in dist/cli lie equally deep in the
// package, so that the same relative URL holds in both.

/** The URL of a file of the package. */
export const packageFile = (path: string): URL => new URL(`../../${path}`, import.meta.url)
