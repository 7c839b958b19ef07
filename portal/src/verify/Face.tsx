// The face of a verdict: shape, number, sentence, what to do. Stands where it
// stood before the platform answered.
import type { ComponentChildren } from 'preact';
import { Clauses } from '../parts/Clauses';
import { Heading } from '../parts/Heading';
import { type Tone, ToneIcon } from '../parts/ToneIcon';

interface Props {
  tone: Tone;
  // Above the title: which verdict, or that there is none yet.
  label: string;
  title: string;
  children: ComponentChildren;
}

export function Face({ tone, label, title, children }: Props) {
  return (
    <section class={`face ${tone}`} role="status">
      <ToneIcon tone={tone} />
      <div>
        <p class="no">{label}</p>
        <Heading key={title}>
          <Clauses parts={title.split(/(?<=，)/)} />
        </Heading>
        {children}
      </div>
    </section>
  );
}
