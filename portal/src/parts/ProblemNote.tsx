// What went wrong, and the way on.
import type { ComponentChildren } from 'preact';
import { Problem } from '../api';
import { inApp } from '../app';
import { loginAddress } from '../session';
import { t } from '../words';
import { Note } from './Note';
import { problemWords } from './problem_words';

interface Props {
  problem: Problem;
  onRetry?: () => void;
  children?: ComponentChildren;
}

export function ProblemNote({ problem, onRetry, children }: Props) {
  const logInHere = problem.loggedOut && !inApp();
  const { title, text, chinese } = problemWords(problem);
  return (
    <Note tone="unk" title={title}>
      {chinese && (
        <p>
          The platform says, in Chinese: <span lang="zh-CN">{chinese}</span>
        </p>
      )}
      <p>{text}</p>
      {problem.fields.map((field) => (
        <p class="mut">{`${field.field}: ${field.description}`}</p>
      ))}
      {children}
      <div class="btns">
        {logInHere && (
          <a class="btn" href={loginAddress()}>
            {t('重新登录', 'Log in again')}
          </a>
        )}
        {!logInHere && onRetry && (
          <button type="button" class="btn" onClick={onRetry}>
            {t('再试一次', 'Try again')}
          </button>
        )}
        <a class="btn sec" href="tel:12345">
          {t('拨打 12345', 'Call 12345')}
        </a>
      </div>
    </Note>
  );
}

// Anything thrown, as a problem.
export function asProblem(thrown: unknown): Problem {
  return thrown instanceof Problem
    ? thrown
    : new Problem('UNKNOWN', 0, '', String(thrown));
}
