// Apply: log in, say what for, preview, issue.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { post, type Problem } from '../api';
import {
  type Application,
  kept,
  questionOf,
  requestAnswered,
  requestId,
  requestOf,
} from '../apply/application';
import { Form } from '../apply/Form';
import { Issued } from '../apply/Issued';
import { PreviewNote } from '../apply/PreviewNote';
import { Progress } from '../apply/Progress';
import { LoginGate } from '../parts/LoginGate';
import { asProblem, ProblemNote } from '../parts/ProblemNote';
import { readNumber } from '../proof/report_number';
import type { IssueAnswer } from '../types';
import { t, to } from '../words';

export const title = () => t('申请报告', 'Apply');
export const description = () =>
  t(
    '选好用途，几秒钟拿到带电子签名的报告。',
    'Say what it is for and get a signed report in seconds.',
  );

type Stage =
  | { at: 'form' }
  | { at: 'working' }
  | { at: 'issued'; answer: IssueAnswer; asked: Application };

// What was filled in before, and the report to replace if the address names one.
function startOf(now: Date): Application {
  const asked = new URLSearchParams(location.search).get('replaces') ?? '';
  const read = readNumber(asked);
  return { ...kept(now), replaces: 'number' in read ? read.number : '' };
}

function Head() {
  return (
    <>
      <h1>{t('申请报告', 'Apply for a report')}</h1>
      <p class="lead">
        {t(
          '只有第一项一定要选，其余可以不改。',
          'Only the first question must be answered.',
        )}
      </p>
    </>
  );
}

interface Props {
  subject: string;
  choice: ComponentChildren;
}

function Applying({ subject, choice }: Props) {
  const [now] = useState(() => new Date());
  const [stage, setStage] = useState<Stage>({ at: 'form' });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [previewed, setPreviewed] = useState<Application | null>(null);
  const [start, setStart] = useState(() => startOf(now));

  const issue = async (asked: Application) => {
    setStart(asked);
    setProblem(null);
    setPreviewed(null);
    setStage({ at: 'working' });
    const request = requestOf(asked, now);
    try {
      const answer = await post<IssueAnswer>(
        `/v1/subjects/${subject}/reports`,
        { requestId: requestId(subject, request), ...request },
      );
      requestAnswered();
      if (answer.report) setStage({ at: 'issued', answer, asked });
      else location.assign(to(`/refused?${questionOf(asked, subject, now)}`));
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setStage({ at: 'form' });
    }
  };

  if (stage.at === 'working') return <Progress />;
  if (stage.at === 'issued')
    return (
      <Issued
        answer={stage.answer}
        asked={stage.asked}
        subject={subject}
        onAnother={() => setStage({ at: 'form' })}
      />
    );
  return (
    <div class="wrap">
      <Head />
      {choice}
      {problem && (
        <ProblemNote problem={problem} onRetry={() => issue(start)} />
      )}
      {previewed && (
        <PreviewNote
          key={previewed}
          subject={subject}
          asked={previewed}
          now={now}
        />
      )}
      <Form
        subject={subject}
        start={start}
        now={now}
        onIssue={issue}
        onPreview={setPreviewed}
      />
    </div>
  );
}

export function Body() {
  return (
    <LoginGate head={<Head />}>
      {(subject, choice) => (
        <Applying key={subject} subject={subject} choice={choice} />
      )}
    </LoginGate>
  );
}
