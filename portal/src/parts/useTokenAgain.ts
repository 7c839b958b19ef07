// In an app: what failed for want of a log-in is asked again by itself when
// another token came.
import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '../api';
import { accessToken, onToken } from '../app';

// An app may hand over one bad token after another.
const REST_MS = 10_000;

export function useTokenAgain(problem: Problem | null, again: () => void) {
  const last = useRef(-Infinity);
  useEffect(() => {
    if (!problem?.loggedOut) return;
    const ask = () => {
      if (performance.now() - last.current < REST_MS) return;
      last.current = performance.now();
      again();
    };
    // It may have come before the refusal was read.
    if (accessToken()) ask();
    return onToken(ask);
  }, [problem]);
}
