/** How many letters two names share, in any order, 0 to 1: slips of a finger keep nearly all of them. */
export function closeness(a: string, b: string): number {
  const rest = [...b.toLowerCase()];
  const shared = [...a.toLowerCase()].filter((letter) => {
    const at = rest.indexOf(letter);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return (2 * shared.length) / (a.length + b.length || 1);
}
