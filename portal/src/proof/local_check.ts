// What this browser can say of a claim by itself, before and without the
// platform.
import { type Claim, isSignedBy } from './claim';
import { derOf, type IssuerKey, issuerKeys, keyIdOf } from './keys';

export type LocalResult =
  | 'signed'
  // The key is ours, the signature is not.
  | 'forged'
  // No key of that name is known here.
  | 'unknown-key'
  // A key that somebody else may have had.
  | 'doubtful-key'
  // SM2, or a browser without WebCrypto: the platform checks.
  | 'not-here';

async function find(keys: IssuerKey[], id: string): Promise<IssuerKey | null> {
  for (const key of keys) {
    if (key.keyId === id && (await keyIdOf(key.publicKeyPem)) === id)
      return key;
  }
  return null;
}

export async function checkLocally(
  claim: Claim,
  keys: Promise<IssuerKey[]> = issuerKeys(),
): Promise<LocalResult> {
  if (!globalThis.crypto?.subtle) return 'not-here';
  try {
    const key = await find(await keys, claim.keyId);
    if (!key) return 'unknown-key';
    if (key.algorithm !== 'P-256') return 'not-here';
    if (!(await isSignedBy(claim, derOf(key.publicKeyPem)))) return 'forged';
    return key.state === 'ACTIVE' || key.state === 'RETIRED'
      ? 'signed'
      : 'doubtful-key';
  } catch {
    return 'not-here';
  }
}
