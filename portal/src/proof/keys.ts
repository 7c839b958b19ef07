// The issuer's public keys, as the gateway tells them, kept for when there is no
// connection.
import { hex } from './claim';

export interface IssuerKey {
  keyId: string;
  algorithm: string;
  publicKeyPem: string;
  state: string;
}

const KEPT = 'creditproof-keys';
let loading: Promise<IssuerKey[]> | undefined;

async function load(): Promise<IssuerKey[]> {
  try {
    const answer = await fetch('/v1/keys', { credentials: 'omit' });
    if (!answer.ok) throw new Error(String(answer.status));
    const { keys = [] } = (await answer.json()) as { keys?: IssuerKey[] };
    localStorage.setItem(KEPT, JSON.stringify(keys));
    return keys;
  } catch {
    loading = undefined;
    return JSON.parse(localStorage.getItem(KEPT) ?? '[]') as IssuerKey[];
  }
}

export function issuerKeys(): Promise<IssuerKey[]> {
  return (loading ??= load());
}

export function derOf(pem: string): Uint8Array<ArrayBuffer> {
  const base64 = pem.replace(/-----[^-]+-----|\s/g, '');
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}

// By the key itself: its name is not taken on trust.
export async function keyIdOf(pem: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', derOf(pem));
  return hex(new Uint8Array(digest).subarray(0, 4));
}
