// The heading of something new on the page: focus moves to it, so that it is
// read out.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  level?: 1 | 2;
  children: ComponentChildren;
}

export function Heading({ level = 1, children }: Props) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus({ preventScroll: false }), []);
  const Tag = `h${level}` as const;
  return (
    <Tag ref={ref} tabIndex={-1}>
      {children}
    </Tag>
  );
}
