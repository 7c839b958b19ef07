// Report numbers: what people type is folded and its check character tested
// (docs/formats/report-number.md).
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

type Slip = 'empty' | 'length' | 'character' | 'check';
export type ReadNumber = { number: string } | { slip: Slip; size: number };

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―−]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
}

// In GF(2)[x] / (x⁵ + x² + 1).
function timesX(value: number): number {
  const shifted = value << 1;
  return shifted > 31 ? shifted ^ 37 : shifted;
}

// Σ cᵢ·x^(i+1), by Horner's rule from the last.
export function checkCharacter(first16: string): string {
  let sum = 0;
  for (const character of [...first16].reverse()) {
    sum = timesX(sum ^ DIGITS.indexOf(character));
  }
  return DIGITS[sum]!;
}

export function readNumber(text: string): ReadNumber {
  const number = fold(text);
  const size = number.length;
  if (size === 0) return { slip: 'empty', size };
  if (size !== 17) return { slip: 'length', size };
  if ([...number].some((c) => !DIGITS.includes(c)))
    return { slip: 'character', size };
  if (checkCharacter(number.slice(0, 16)) !== number[16])
    return { slip: 'check', size };
  return { number };
}

// 10 bytes as the 16 characters before the check character.
export function unpackNumber(packed: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of packed) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += DIGITS[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return text + checkCharacter(text);
}

export function printNumber(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1-');
}
