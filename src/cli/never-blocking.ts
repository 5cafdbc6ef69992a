/** Work that came to its end, or why it did not. */
export type Attempted<T> = { readonly value: T; readonly why: null } | { readonly value: null; readonly why: string };

/** Does work that must never stop what it stands before, such as a commit: it fails with words, and is given up after so many milliseconds. */
export async function neverBlocking<T>(work: () => Promise<T>, limit: number): Promise<Attempted<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Attempted<T>>((resolve) => {
    timer = setTimeout(resolve, limit, { value: null, why: `it took longer than ${limit / 1000} s` });
  });
  try {
    return await Promise.race([work().then((value) => ({ value, why: null })), late]);
  } catch (error) {
    return { value: null, why: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
