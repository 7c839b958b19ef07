// The face of a verdict: shape, number, sentence, what to do. Stands where it
// stood before the platform answered.
import type { ComponentChildren } from 'preact';
import { Heading } from '../parts/Heading';
import { type Tone, ToneIcon } from '../parts/ToneIcon';
import { t } from '../words';

interface Props {
  tone: Tone;
  // Of the verdict; empty before there is one.
  number: string;
  title: string;
  children: ComponentChildren;
}

export function Face({ tone, number, title, children }: Props) {
  return (
    <section class={`face ${tone}`} role="status">
      <ToneIcon tone={tone} />
      <div>
        <p class="no">
          {number
            ? t(`核验结果 ${number}`, `Verdict ${number}`)
            : t('正在核验', 'Verifying')}
        </p>
        <Heading key={title}>{title}</Heading>
        {children}
      </div>
    </section>
  );
}
