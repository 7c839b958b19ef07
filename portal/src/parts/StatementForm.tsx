// A statement of 1 to 2000 characters that is sent once.
import { useState } from 'preact/hooks';
import type { Problem } from '../api';
import { t } from '../words';
import { ErrorLine } from './ErrorLine';
import { Note } from './Note';
import { asProblem, ProblemNote } from './ProblemNote';

const MOST_CHARACTERS = 2000;

interface Props {
  id: string;
  label: string;
  help: string;
  button: string;
  done: string;
  // The id is the same when it is sent again.
  send: (statement: string, requestId: string) => Promise<unknown>;
  onSent?: () => void;
}

function errorOf(statement: string): string {
  if (!statement.trim()) return t('请写一写。', 'Please write something.');
  return [...statement].length > MOST_CHARACTERS
    ? t('请写在 2000 字以内。', 'At most 2000 characters.')
    : '';
}

type Stage = 'writing' | 'sending' | 'sent';

export function StatementForm(props: Props) {
  const { id, label, help, button, done, send, onSent } = props;
  const [statement, setStatement] = useState('');
  const [error, setError] = useState('');
  const [stage, setStage] = useState<Stage>('writing');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [requestId] = useState(() => crypto.randomUUID());
  if (stage === 'sent') return <Note tone="ok" title={done} />;
  const submit = async () => {
    const found = errorOf(statement);
    setError(found);
    if (found) return document.getElementById(id)?.focus();
    setProblem(null);
    setStage('sending');
    try {
      await send(statement, requestId);
      setStage('sent');
      onSent?.();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setStage('writing');
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (stage === 'writing') void submit();
      }}
    >
      <label class="f" for={id}>
        {label}
      </label>
      <p class="help sm" id={`${id}-help`}>
        {help}
      </p>
      <textarea
        id={id}
        value={statement}
        aria-describedby={`${id}-help ${id}-error`}
        aria-invalid={error ? 'true' : undefined}
        onInput={(event) => setStatement(event.currentTarget.value)}
      />
      <ErrorLine id={`${id}-error`} text={error} />
      {problem && <ProblemNote problem={problem} onRetry={submit} />}
      <div class="btns gap">
        <button class="btn" aria-disabled={stage === 'sending'}>
          {stage === 'sending' ? t('正在提交…', 'Sending…') : button}
        </button>
      </div>
    </form>
  );
}
