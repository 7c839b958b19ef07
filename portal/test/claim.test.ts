// Claims as the browser reads them, by the vectors of another program.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hex, isSignedBy, readClaim } from '../src/proof/claim';
import { derOf, keyIdOf } from '../src/proof/keys';
import { checkLocally } from '../src/proof/local_check';

const vector = (name: string) =>
  readFileSync(
    new URL(`../../tests/vectors/claim/${name}`, import.meta.url),
    'utf8',
  ).trim();

const pem = vector('public-key.pem');
const key = (part: object = {}) =>
  Promise.resolve([
    {
      keyId: '814dfc6a',
      algorithm: 'P-256',
      publicKeyPem: pem,
      state: 'ACTIVE',
      ...part,
    },
  ]);

const clean = () => readClaim(vector('clean.url'))!;

// The URL with some bit of a byte changed.
function spoilt(byte: number): string {
  const url = vector('clean.url');
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const at = url.lastIndexOf('/') + 1 + Math.floor((byte * 8) / 5) + 1;
  const next = digits[digits.indexOf(url[at]!) ^ 1]!;
  return url.slice(0, at) + next + url.slice(at + 1);
}

for (const name of ['clean', 'some-areas']) {
  test(`the claim of ${name} has the bytes of its vector and verifies`, async () => {
    const claim = readClaim(vector(`${name}.url`))!;
    expect(hex(claim.bytes.subarray(0, 72))).toBe(vector(`${name}.body.hex`));
    expect(await isSignedBy(claim, derOf(pem))).toBe(true);
  });
}

test('a claim says what docs/formats/claim.md reads out of it', () => {
  expect(clean()).toMatchObject({
    keyId: '814dfc6a',
    number: '5HGT2QZJDSAYQ5W6X',
    creditCode: '91230103TE00000103',
    issueTime: new Date('2026-11-23T02:16:42Z'),
    firstDay: '2021-01-01',
    lastDay: '2026-11-23',
    areas: Array.from({ length: 50 }, (_, i) => i + 1),
    outcome: 1,
  });
});

test('a key is named by its digest', async () => {
  expect(await keyIdOf(pem)).toBe('814dfc6a');
});

test('a claim is read in lower case, with blanks around it, without its URL', () => {
  const text = vector('clean.url').split('/').pop()!;
  expect(readClaim(`  ${text.toLowerCase()} `)).toEqual(clean());
});

test('what is no canonical claim is none', () => {
  const url = vector('clean.url');
  for (const text of ['', 'HTTPS://CREDIT.EXAMPLE/V/', url.slice(0, -1)])
    expect(readClaim(text)).toBeNull();
  expect(readClaim(`${url}A`)).toBeNull();
  // The unused bits of the last character.
  expect(readClaim(`${url.slice(0, -1)}R`)).toBeNull();
  // Version 2.
  expect(readClaim(url.replace('/V/AG', '/V/AI'))).toBeNull();
});

test('a changed bit anywhere makes the signature wrong', async () => {
  for (let byte = 6; byte < 135; byte += 3) {
    const claim = readClaim(spoilt(byte));
    if (claim) expect(await isSignedBy(claim, derOf(pem))).toBe(false);
  }
});

test('the larger of the two values of s is refused', async () => {
  const claim = clean();
  const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const s = BigInt(`0x${hex(claim.bytes.subarray(104))}`);
  const other = (n - s).toString(16).padStart(64, '0');
  claim.bytes.set(Buffer.from(other, 'hex'), 104);
  expect(await isSignedBy(claim, derOf(pem))).toBe(false);
});

test('a genuine claim is signed, a spoilt one forged', async () => {
  expect(await checkLocally(clean(), key())).toBe('signed');
  const claim = readClaim(spoilt(30))!;
  expect(await checkLocally(claim, key())).toBe('forged');
});

test('a key that lies about its name is not taken for another', async () => {
  const claim = { ...clean(), keyId: '00000000' };
  expect(await checkLocally(claim, key({ keyId: '00000000' }))).toBe(
    'unknown-key',
  );
});

test('a retired key still proves, a compromised one does not', async () => {
  expect(await checkLocally(clean(), key({ state: 'RETIRED' }))).toBe('signed');
  expect(await checkLocally(clean(), key({ state: 'COMPROMISED' }))).toBe(
    'doubtful-key',
  );
});

test('what a browser cannot check it leaves to the platform', async () => {
  expect(await checkLocally(clean(), key({ algorithm: 'SM2' }))).toBe(
    'not-here',
  );
  expect(await checkLocally(clean(), Promise.resolve([]))).toBe('unknown-key');
});
