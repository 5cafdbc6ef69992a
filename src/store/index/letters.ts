/** True if a text holds a letter or a digit of any script. */
export function hasLetter(text: string): boolean {
  return /[A-Za-z0-9]/.test(text) || (isBeyondAscii(text) && /[\p{L}\p{N}]/u.test(text));
}

/** True if the last character of a text is a letter or a digit of any script. */
export function endsInLetter(text: string): boolean {
  return /[A-Za-z0-9]$/.test(text) || (isBeyondAscii(text) && /[\p{L}\p{N}]$/u.test(text));
}

/** The class of letters of all scripts takes half a millisecond to compile: it is asked only where this says that it can matter. */
export function isBeyondAscii(text: string): boolean {
  return /[^\0-\x7f]/.test(text);
}
