// Lists that come page by page, one page at a time.
import { useEffect, useState } from 'preact/hooks';
import { get, type Problem } from '../api';
import { asProblem } from '../parts/ProblemNote';
import { useTokenAgain } from '../parts/useTokenAgain';

export interface Paged<T> {
  // Null until the first page came.
  items: T[] | null;
  problem: Problem | null;
  // Null at the end.
  more: (() => void) | null;
  again: () => void;
}

// `path`: without a page token; `field`: the list's name in the answer.
export function usePages<T>(path: string, field: string): Paged<T> {
  const [items, setItems] = useState<T[] | null>(null);
  const [next, setNext] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = async (before: T[], token: string) => {
    setProblem(null);
    try {
      const query = new URLSearchParams(token ? { pageToken: token } : {});
      const answer = await get<Record<string, unknown>>(`${path}?${query}`);
      setItems([...before, ...((answer[field] as T[] | undefined) ?? [])]);
      setNext((answer.nextPageToken as string | undefined) ?? '');
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  };
  const again = () => void load([], '');
  useEffect(again, [path]);
  useTokenAgain(problem, again);
  return {
    items,
    problem,
    more: next ? () => void load(items ?? [], next) : null,
    again,
  };
}
