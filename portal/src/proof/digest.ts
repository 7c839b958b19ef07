// SHA-256 of files, to compare them with what the platform holds.
import { hex } from './claim';

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

export async function isFile(
  file: Blob,
  sha256Base64: string | undefined,
): Promise<boolean> {
  if (!sha256Base64 || !globalThis.crypto?.subtle) return false;
  const bytes = await file.arrayBuffer();
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return hex(new Uint8Array(digest)) === hex(fromBase64(sha256Base64));
}
