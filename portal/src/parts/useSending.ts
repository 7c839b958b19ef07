// Sends something that changes the platform: not a second time while the first is
// under way, as a double click would.
import { useState } from 'preact/hooks';
import type { Problem } from '../api';
import { asProblem } from './ProblemNote';

interface Sending {
  sending: boolean;
  problem: Problem | null;
  send: (what: () => Promise<void>) => void;
}

export function useSending(): Sending {
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async (what: () => Promise<void>) => {
    if (sending) return;
    setSending(true);
    setProblem(null);
    await what().catch((thrown) => setProblem(asProblem(thrown)));
    setSending(false);
  };
  return { sending, problem, send };
}
