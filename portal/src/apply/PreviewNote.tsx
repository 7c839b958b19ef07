// What a preview came to: its pages to open, or that nothing would be issued.
import { useEffect, useRef } from 'preact/hooks';
import { post } from '../api';
import { Note } from '../parts/Note';
import { ProblemNote } from '../parts/ProblemNote';
import { useAsked } from '../parts/useAsked';
import type { IssueAnswer } from '../types';
import { t, to } from '../words';
import { type Application, questionOf, requestOf } from './application';
import { addressOf, pdfOf } from './file';

interface Props {
  subject: string;
  asked: Application;
  now: Date;
}

function preview({ subject, asked, now }: Props): Promise<IssueAnswer> {
  const { replaces: _, ...request } = requestOf(asked, now) as {
    replaces?: string;
  };
  return post(`/v1/subjects/${subject}/reports:preview`, request);
}

function Answer({ answer, props }: { answer: IssueAnswer; props: Props }) {
  if (answer.pdf)
    return (
      <Note tone="ok" title={t('预览好了', 'The preview is ready')}>
        <p>
          {t(
            '预览上印着“预览”，没有编号和签名，不能当报告用。',
            'It is marked as a preview, has no number and no signature, and proves nothing.',
          )}
        </p>
        <div class="btns">
          <a
            class="btn sec"
            href={addressOf(pdfOf(answer.pdf))}
            target="_blank"
          >
            {t('打开预览', 'Open the preview')}
          </a>
        </div>
      </Note>
    );
  const question = questionOf(props.asked, props.subject, props.now);
  return (
    <Note
      tone="warn"
      title={t('照这样申请，现在出不了报告', 'No report would be issued now')}
    >
      <div class="btns">
        <a class="btn sec" href={to(`/refused?${question}`)}>
          {t('看看为什么、怎么办', 'See why, and what to do')}
        </a>
      </div>
    </Note>
  );
}

export function PreviewNote(props: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const { answer, problem, again } = useAsked(() => preview(props), '');
  useEffect(() => ref.current?.scrollIntoView({ block: 'nearest' }), [answer]);
  return (
    <div ref={ref}>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {!problem && !answer && (
        <p class="busy gap" role="status">
          {t('正在准备预览…', 'Preparing the preview…')}
        </p>
      )}
      {answer && <Answer answer={answer} props={props} />}
    </div>
  );
}
