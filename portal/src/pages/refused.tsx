// Refused: what stands in the way, and what to do. Asks the question of the
// address again, so that it shows what holds now.
import { LoginGate } from '../parts/LoginGate';
import { ProblemNote } from '../parts/ProblemNote';
import { useAsked } from '../parts/useAsked';
import { Answer } from '../refused/Answer';
import { askAgain } from '../refused/question';
import { t } from '../words';

export const title = () => t('查询结果', 'What was found');
export const description = () =>
  t('查到的记录，和接下来怎么办。', 'What was found, and what to do next.');

function Head() {
  return <h1>{t('查询结果', 'What was found')}</h1>;
}

function Refused({ subject }: { subject: string }) {
  const { answer, problem, again } = useAsked(
    () => askAgain(subject, new URLSearchParams(location.search)),
    subject,
  );
  return (
    <div class="narrow">
      {!answer && <Head />}
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {!answer && !problem && (
        <p class="busy gap" role="status">
          {t('正在核对数据…', 'Checking the records…')}
        </p>
      )}
      {answer && <Answer verdict={answer} subject={subject} again={again} />}
    </div>
  );
}

export function Body() {
  return (
    <LoginGate head={<Head />}>
      {(subject) => <Refused key={subject} subject={subject} />}
    </LoginGate>
  );
}
