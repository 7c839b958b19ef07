// The claim in the QR code (docs/formats/claim.md): its fields and signature.
import { decodeBase32 } from './base32';
import { unpackNumber } from './report_number';

const SIZE = 136;
const BODY = 72;
const CODE_DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CODE_SIZE = 18;
const CONTEXT = 'creditproof-claim-v1';
// The order of P-256.
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

export interface Claim {
  bytes: Uint8Array<ArrayBuffer>;
  // 8 lower-case hex digits.
  keyId: string;
  number: string;
  creditCode: string;
  issueTime: Date;
  // ISO 8601.
  firstDay: string;
  lastDay: string;
  // 1 to 64, ascending.
  areas: number[];
  // As in report_data.proto: 1 clean, 2 with records.
  outcome: number;
}

export const hex = (bytes: Uint8Array) =>
  [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');

const big = (bytes: Uint8Array) => BigInt(`0x${hex(bytes)}`);

function creditCode(bytes: Uint8Array): string | null {
  let left = big(bytes);
  let code = '';
  for (let i = 0; i < CODE_SIZE; i++) {
    code = CODE_DIGITS[Number(left % 31n)] + code;
    left /= 31n;
  }
  return left === 0n ? code : null;
}

function dayAfter2000(days: number): string {
  const time = Date.UTC(2000, 0, 1) + days * 86_400_000;
  return new Date(time).toISOString().slice(0, 10);
}

function areasOf(bytes: Uint8Array): number[] {
  const numbers = Array.from({ length: 64 }, (_, i) => i + 1);
  return numbers.filter((a) => (bytes[(a - 1) >> 3]! >> ((a - 1) & 7)) & 1);
}

// Null for what holds no claim of version 1.
export function readClaim(text: string): Claim | null {
  const last = text.trim().split('/').pop()!.toUpperCase();
  const found = decodeBase32(last, SIZE);
  if (!found || found[0] !== 1) return null;
  const bytes = new Uint8Array(found);
  const code = creditCode(bytes.subarray(15, 27));
  if (!code) return null;
  const view = new DataView(bytes.buffer);
  return {
    bytes,
    keyId: hex(bytes.subarray(1, 5)),
    number: unpackNumber(bytes.subarray(5, 15)),
    creditCode: code,
    issueTime: new Date(view.getUint32(27) * 1000),
    firstDay: dayAfter2000(view.getUint16(31)),
    lastDay: dayAfter2000(view.getUint16(33)),
    areas: areasOf(bytes.subarray(35, 43)),
    outcome: bytes[43]! & 15,
  };
}

// Of the two values of s that verify only the smaller one is a claim.
function hasLowS(claim: Claim): boolean {
  return big(claim.bytes.subarray(104, 136)) <= (N - 1n) / 2n;
}

// `spki`: the DER public key, on P-256. Rejects when it is none.
export async function isSignedBy(
  claim: Claim,
  spki: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('spki', spki, algorithm, false, [
    'verify',
  ]);
  const context = new TextEncoder().encode(CONTEXT);
  const signed = new Uint8Array(context.length + BODY);
  signed.set(context);
  signed.set(claim.bytes.subarray(0, BODY), context.length);
  const signature = claim.bytes.slice(BODY);
  const ecdsa = { name: 'ECDSA', hash: 'SHA-256' };
  const verifies = await crypto.subtle.verify(ecdsa, key, signature, signed);
  return verifies && hasLowS(claim);
}
