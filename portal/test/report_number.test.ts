// Report numbers, by the worked example of docs/formats/report-number.md.
import { expect, test } from 'vitest';
import {
  checkCharacter,
  printNumber,
  readNumber,
  unpackNumber,
} from '../src/proof/report_number';

const NUMBER = 'PVGHP3EBNRHFVCRTT';
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

test('the worked example holds', () => {
  expect(checkCharacter(NUMBER.slice(0, 16))).toBe('T');
  expect(unpackNumber(Buffer.from('b6e11b0dcbae22fdb31a', 'hex'))).toBe(NUMBER);
  expect(printNumber(NUMBER)).toBe('PVGH-P3EB-NRHF-VCRT-T');
});

test('what people type is folded', () => {
  for (const typed of [
    'PVGH-P3EB-NRHF-VCRT-T',
    ' pvgh p3eb nrhf vcrt t ',
    'ＰＶＧＨ－Ｐ３ＥＢ－ＮＲＨＦ－ＶＣＲＴ－Ｔ',
  ])
    expect(readNumber(typed)).toEqual({ number: NUMBER });
  const first16 = '1010000000000000';
  const number = first16 + checkCharacter(first16);
  expect(readNumber(number.replace(/^1010/, 'iOlo'))).toEqual({ number });
});

test('every single slip and every swapped pair is caught', () => {
  for (let i = 0; i < 17; i++) {
    for (const other of DIGITS) {
      if (other === NUMBER[i]) continue;
      const slip = NUMBER.slice(0, i) + other + NUMBER.slice(i + 1);
      expect(readNumber(slip)).toMatchObject({ slip: 'check' });
    }
    for (let j = i + 1; j < 17; j++) {
      if (NUMBER[i] === NUMBER[j]) continue;
      const swapped = [...NUMBER];
      [swapped[i], swapped[j]] = [swapped[j]!, swapped[i]!];
      expect(readNumber(swapped.join(''))).toMatchObject({ slip: 'check' });
    }
  }
});

test('it is said which slip it is', () => {
  expect(readNumber('  - ')).toMatchObject({ slip: 'empty' });
  expect(readNumber(NUMBER.slice(1))).toEqual({ slip: 'length', size: 16 });
  expect(readNumber(`${NUMBER.slice(0, 16)}U`)).toMatchObject({
    slip: 'character',
  });
});
