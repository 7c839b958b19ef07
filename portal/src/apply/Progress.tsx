// How issuing goes on. The platform does its four steps in one answer: they are
// shown as under way together, and ticked when it came.
import { useEffect, useState } from 'preact/hooks';
import { Heading } from '../parts/Heading';
import { t } from '../words';

const steps = () => [
  t('核对数据', 'Check the records'),
  t('生成报告', 'Write the report'),
  t('签名', 'Sign it'),
  t('登记', 'Register it'),
];

// From here on it is said that it takes longer.
const SLOW_SECONDS = 5;

function useSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}

export function Progress() {
  const seconds = useSeconds();
  return (
    <div class="narrow">
      <Heading>{t('正在办理', 'Under way')}</Heading>
      <p class="lead" role="status">
        {t(
          '一般几秒钟。请不要关掉这一页。',
          'A few seconds, as a rule. Please keep this page open.',
        )}
      </p>
      <ol class="card work">
        {steps().map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      {seconds >= SLOW_SECONDS && (
        <p class="gap mut">
          {t(
            `已经过了 ${seconds} 秒，平台比平时慢一些，还在办。`,
            `${seconds} seconds so far: slower than usual, still at work.`,
          )}
        </p>
      )}
    </div>
  );
}
