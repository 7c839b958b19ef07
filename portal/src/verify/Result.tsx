// The verdict on what was presented, in two steps: what this browser sees of a
// QR code by itself, then the platform's answer, in the same place.
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../api';
import { Checks } from '../parts/Checks';
import { asProblem } from '../parts/ProblemNote';
import { type Claim, readClaim } from '../proof/claim';
import { checkLocally, type LocalResult } from '../proof/local_check';
import type { VerifyAnswer } from '../types';
import { spoken, t } from '../words';
import { CompareTable } from './CompareTable';
import { Expected } from './Expected';
import { Face } from './Face';
import { asOf, localCheck, platformChecks } from './findings';
import { NextSteps } from './NextSteps';
import { askPlatform, type Presented } from './presented';
import { Unanswered } from './Unanswered';
import { verdictOf } from './verdicts';
import { Waiting } from './Waiting';

type At<T> = { what: T; at: Date };

function now<T>(what: T): At<T> {
  return { what, at: new Date() };
}

interface State {
  local: At<LocalResult> | null;
  answer: At<VerifyAnswer> | null;
  problem: Problem | null;
}

const NOTHING: State = { local: null, answer: null, problem: null };

// Both are asked at once; whoever is late finds the other's result there.
function useVerdict(presented: Presented, claim: Claim | null, round: number) {
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    let current = true;
    const put = (part: Partial<State>) =>
      current && setState((before) => ({ ...before, ...part }));
    setState(NOTHING);
    if (claim) void checkLocally(claim).then((r) => put({ local: now(r) }));
    askPlatform(presented).then(
      (answer) => put({ answer: now(answer) }),
      (thrown) => put({ problem: asProblem(thrown) }),
    );
    return () => void (current = false);
  }, [presented, round]);
  return state;
}

function Answered({ answer }: { answer: VerifyAnswer }) {
  const verdict = verdictOf(answer.authenticity);
  const inChinese = spoken() === 'zh' && answer.message;
  return (
    <Face
      tone={verdict.tone}
      label={t(`核验结果 ${verdict.number}`, `Verdict ${verdict.number}`)}
      title={verdict.title()}
    >
      <p>{inChinese || verdict.sentence()}</p>
      {!inChinese && answer.message && (
        <p lang="zh-CN" class="sm">
          {answer.message}
        </p>
      )}
      {verdict.number === '02' && (
        <p>
          {t(
            '为保护企业的权益，这里不显示是什么变化。有变化不等于有违法，请以新报告为准。',
            'What changed is not shown. A change is not a violation: go by the new report.',
          )}
        </p>
      )}
    </Face>
  );
}

interface Props {
  presented: Presented;
  onAnother: () => void;
}

export function Result({ presented, onAnother }: Props) {
  const [claim] = useState(() =>
    presented.by === 'qr' ? readClaim(presented.text) : null,
  );
  const [round, setRound] = useState(0);
  const { local, answer, problem } = useVerdict(presented, claim, round);
  const checks = [
    ...(local ? [localCheck(local.what, local.at)] : []),
    ...(answer ? platformChecks(answer.what, presented, answer.at) : []),
  ];
  const alterations = answer?.what.alterations ?? [];
  const verdict = answer && verdictOf(answer.what.authenticity);
  const forged = local?.what === 'forged';
  const bad = verdict?.tone === 'bad' || (problem !== null && forged);
  return (
    <>
      {problem && (local || !claim) ? (
        <Unanswered problem={problem} local={local?.what} />
      ) : answer ? (
        <Answered answer={answer.what} />
      ) : (
        <Waiting local={local?.what} />
      )}
      {alterations.length > 0 && <CompareTable alterations={alterations} />}
      {!bad && (
        <Expected
          issued={answer?.what.issued}
          claim={local && !forged ? claim : null}
        />
      )}
      {bad && answer?.what.issued && <Expected issued={answer.what.issued} />}
      {checks.length > 0 && (
        <section class="sec2">
          <h2>{t('我们核对了什么', 'What was checked')}</h2>
          <Checks checks={checks} />
          {answer && <p class="sm mut gap">{asOf(answer.what)}</p>}
        </section>
      )}
      <NextSteps
        verdict={verdict}
        bad={bad}
        open={problem !== null}
        onRetry={() => setRound(round + 1)}
        onAnother={onAnother}
      />
    </>
  );
}
