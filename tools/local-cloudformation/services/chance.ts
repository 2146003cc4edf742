/** Dice that are thrown the same way for the same seed. */
import { Random } from '../engine/ports';

export function chance(random: Random, probability: number | undefined): boolean {
  return probability !== undefined && probability > 0 && parseInt(random(8), 16) / 2 ** 32 < probability;
}

/** A whole number from 0 up to, but without, the limit. */
export function dice(random: Random, limit: number): number {
  return parseInt(random(8), 16) % limit;
}

/** Digits that follow from the seed alone. */
export function seededRandom(seed = 1): Random {
  let state = BigInt(seed) * 2862933555777941757n + 3037000493n;
  return digits => {
    let text = '';
    while (text.length < digits) {
      state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
      text += (state / 2n ** 32n).toString(16).padStart(8, '0');
    }
    return text.slice(0, digits);
  };
}
