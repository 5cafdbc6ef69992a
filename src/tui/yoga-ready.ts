/** Ink's layout engine is there once its module was imported; the bundle, whose modules cannot wait, puts the waiting here. */
export const yogaReady: Promise<unknown> = Promise.resolve();
