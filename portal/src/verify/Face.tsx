// The face of a verdict: shape, number, sentence, what to do. Stands where it
// stood before the platform answered.
import type { ComponentChildren } from 'preact';
import { Heading } from '../parts/Heading';
import { type Tone, ToneIcon } from '../parts/ToneIcon';

interface Props {
  tone: Tone;
  // Above the title: which verdict, or that there is none yet.
  label: string;
  title: string;
  children: ComponentChildren;
}

// A heading breaks between clauses rather than inside a word.
function clauses(title: string) {
  const parts = title.split(/(?<=，)/);
  return parts.map((part) => <span class="nb">{part}</span>);
}

export function Face({ tone, label, title, children }: Props) {
  return (
    <section class={`face ${tone}`} role="status">
      <ToneIcon tone={tone} />
      <div>
        <p class="no">{label}</p>
        <Heading key={title}>{clauses(title)}</Heading>
        {children}
      </div>
    </section>
  );
}
