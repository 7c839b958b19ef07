// A note across the page: what is so, and what to do.
import type { ComponentChildren } from 'preact';
import { type Tone, ToneIcon } from './ToneIcon';

interface Props {
  tone: Tone;
  title: string;
  children?: ComponentChildren;
}

export function Note({ tone, title, children }: Props) {
  return (
    <section class={`note ${tone}`} role="status">
      <ToneIcon tone={tone} />
      <div>
        <h2>{title}</h2>
        {children}
      </div>
    </section>
  );
}
