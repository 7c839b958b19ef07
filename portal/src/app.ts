// Log-in inside a phone app (docs/formats/app-bridge.md): the app hands over an
// access token, which is kept in memory only.
import { config } from './config';

interface NativePort {
  postMessage(message: string): void;
}

interface Handed {
  type: 'creditproof:token';
  accessToken: string;
}

declare global {
  interface Window {
    creditproofApp?: NativePort;
    webkit?: { messageHandlers?: { creditproofApp?: NativePort } };
  }
}

// What a message from the page's own WebView has for an origin, in the
// configuration.
const WEB_VIEW = 'webview';

let token: string | undefined;
const listeners = new Set<() => void>();

export function accessToken(): string | undefined {
  return token;
}

function nativePort(): NativePort | undefined {
  return (
    window.creditproofApp ?? window.webkit?.messageHandlers?.creditproofApp
  );
}

export function inApp(): boolean {
  return window.parent !== window || nativePort() !== undefined;
}

async function tellApp(type: string): Promise<void> {
  const message = { type, version: 1 };
  nativePort()?.postMessage(JSON.stringify(message));
  if (window.parent === window) return;
  for (const origin of (await config()).appOrigins) {
    if (origin !== WEB_VIEW) window.parent.postMessage(message, origin);
  }
}

function originOf(event: MessageEvent): string {
  const own = event.origin === '' || event.origin === location.origin;
  return own ? WEB_VIEW : event.origin;
}

function isHanded(data: unknown): data is Handed {
  const { type, accessToken } = (data ?? {}) as Partial<Handed>;
  return type === 'creditproof:token' && typeof accessToken === 'string';
}

export async function listenToApp(): Promise<void> {
  if (!inApp()) return;
  const { appOrigins } = await config();
  addEventListener('message', (event) => {
    if (!isHanded(event.data) || !appOrigins.includes(originOf(event))) return;
    if (event.data.accessToken === token) return;
    token = event.data.accessToken;
    for (const listener of [...listeners]) listener();
  });
  askApp();
}

// Calls back whenever the app hands over another token, until it is taken back.
export function onToken(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function askApp(): void {
  void tellApp('creditproof:ready');
}

// Told of a token that is not in use any more, the app has another on its way.
export function tokenRefused(refused: string | undefined): void {
  if (refused !== token) return;
  token = undefined;
  void tellApp('creditproof:expired');
}
