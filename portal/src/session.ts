// Who is logged in, for every component that asks.
import { useEffect, useState } from 'preact/hooks';
import { get, post } from './api';
import { inApp, listenToApp, onToken } from './app';
import { to } from './words';

export interface Session {
  loggedIn: boolean;
  creditCode?: string;
  delegatedCreditCodes?: string[];
}

type Known = Session | 'asking' | 'down';

let known: Known = 'asking';
let started = false;
const listeners = new Set<(now: Known) => void>();
// How long an app may take to hand over its token.
const APP_PATIENCE_MS = 3000;

function tell(now: Known): void {
  known = now;
  for (const listener of listeners) listener(now);
}

export async function refreshSession(): Promise<void> {
  try {
    tell(await get<Session>('/v1/session'));
  } catch {
    tell('down');
  }
}

function start(): void {
  if (started) return;
  started = true;
  onToken(() => void refreshSession());
  void listenToApp();
  if (!inApp()) return void refreshSession();
  setTimeout(() => {
    if (known === 'asking') void refreshSession();
  }, APP_PATIENCE_MS);
}

export function useSession(): Known {
  const [now, setNow] = useState<Known>('asking');
  useEffect(() => {
    listeners.add(setNow);
    setNow(known);
    start();
    return () => void listeners.delete(setNow);
  }, []);
  return now;
}

// Who acts by delegation only has no code of its own: ''.
export function subjectsOf(session: Session): string[] {
  const { creditCode = '', delegatedCreditCodes = [] } = session;
  return [creditCode, ...delegatedCreditCodes].filter(Boolean);
}

// This page, without what the last log-in came to.
export function here(): string {
  const query = new URLSearchParams(location.search);
  query.delete('login');
  const rest = query.toString();
  return location.pathname + (rest && `?${rest}`);
}

export function loginAddress(): string {
  return `/login?return=${encodeURIComponent(here())}`;
}

// Fails where nobody was logged out.
export async function logOut(): Promise<void> {
  await post('/logout', {});
  location.assign(to('/'));
}
