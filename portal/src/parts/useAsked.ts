// Asks something of the platform when a component comes up, and again on demand.
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../api';
import { asProblem } from './ProblemNote';
import { useTokenAgain } from './useTokenAgain';

export interface Asked<T> {
  answer: T | null;
  problem: Problem | null;
  again: () => void;
}

export function useAsked<T>(ask: () => Promise<T>, about: string): Asked<T> {
  const [answer, setAnswer] = useState<T | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    setProblem(null);
    ask().then(
      (value) => current && setAnswer(value),
      (thrown) => current && setProblem(asProblem(thrown)),
    );
    return () => void (current = false);
  }, [about, round]);
  const again = () => setRound((n) => n + 1);
  useTokenAgain(problem, again);
  return { answer, problem, again };
}
