// 长辈模式: whether it is on, kept in a cookie (public/early.js reads it).
import { useEffect, useState } from 'preact/hooks';

const YEAR_SECONDS = 31_536_000;
const CHANGED = 'elder';

export function setElder(on: boolean): void {
  document.documentElement.classList.toggle('elder', on);
  document.cookie = `elder=${on ? 1 : 0}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  dispatchEvent(new Event(CHANGED));
}

export function useElder(): boolean {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const look = () =>
      setOn(document.documentElement.classList.contains('elder'));
    look();
    addEventListener(CHANGED, look);
    return () => removeEventListener(CHANGED, look);
  }, []);
  return on;
}
