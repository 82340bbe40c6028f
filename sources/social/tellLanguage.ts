import { detectAll } from 'tinyld';

/** A guess from fewer letters, a weak one, or one that is nearly another is not believed. */
const fewestLetters = 20;
const sure = 0.15;

/**
 * Language of a text (ISO 639-1): told from the text where that is sure, otherwise as its feed declares it, otherwise
 * `und`.
 */
export function tellLanguage(text: string, declared: string | undefined): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const [guess, second] = letters < fewestLetters ? [] : detectAll(text);
  if (guess && guess.accuracy >= Math.max(sure, 2 * (second?.accuracy ?? 0))) return guess.lang;
  return /^[a-z]{2}(?=$|[-_])/i.exec(declared ?? '')?.[0].toLowerCase() ?? 'und';
}
