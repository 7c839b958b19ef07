// What can be done after a verdict, or without one.
import { t } from '../words';
import type { VerdictWords } from './verdicts';

interface Props {
  // Null before there is one.
  verdict: VerdictWords | null;
  // Whether it must not be used.
  bad: boolean;
  // Whether the platform did not answer.
  open: boolean;
  onRetry: () => void;
  onAnother: () => void;
}

export function NextSteps({ verdict, bad, open, onRetry, onAnother }: Props) {
  const retry = open || verdict?.number === '10';
  return (
    <div class="btns sec2">
      {retry && (
        <button type="button" class="btn" onClick={onRetry}>
          {t('再试一次', 'Try again')}
        </button>
      )}
      <button
        type="button"
        class={retry ? 'btn sec' : 'btn'}
        onClick={onAnother}
      >
        {t('核验另一份', 'Verify another')}
      </button>
      {bad && (
        <a class="btn sec" href="tel:12345">
          {t('反映可疑文件', 'Report a suspicious file')}
        </a>
      )}
      {verdict && !bad && !retry && (
        <button type="button" class="btn sec" onClick={() => print()}>
          {t('打印核验结果', 'Print the verdict')}
        </button>
      )}
    </div>
  );
}
