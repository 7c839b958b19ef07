// The platform did not answer: what is known all the same, and the way on.
import type { Problem } from '../api';
import type { LocalResult } from '../proof/local_check';
import { t } from '../words';
import { Face } from './Face';
import { why } from './why';

interface Props {
  problem: Problem;
  local?: LocalResult;
}

// For this no answer is needed.
function Forged({ problem }: { problem: Problem }) {
  return (
    <Face
      tone="bad"
      label={t('您的设备核对的', 'Checked on your device')}
      title={t(
        '二维码里的签名不对，不要使用',
        'The signature in the QR code is wrong: do not use it',
      )}
    >
      <p>
        {t(
          '二维码里的内容被改过，或者不是本平台签的。请让对方提供从平台下载的原件。',
          'What it holds was changed, or this platform did not sign it. Ask for the original, as downloaded from the platform.',
        )}
      </p>
      <p class="mut">
        {t('平台还没有回答：', 'The platform has not answered: ')}
        {why(problem)}
      </p>
    </Face>
  );
}

export function Unanswered({ problem, local }: Props) {
  if (local === 'forged') return <Forged problem={problem} />;
  return (
    <Face
      tone="unk"
      label={t('还没有结果', 'No verdict yet')}
      title={
        local === 'signed'
          ? t(
              '二维码里的签名是真的，其他还不能确定',
              "The QR code's signature is genuine; the rest cannot be told now",
            )
          : t('现在还不能确定', 'This cannot be told now')
      }
    >
      <p>{why(problem)}</p>
      <p>
        {t(
          '报告有没有被撤销、之后有没有变化，要平台回答才知道。这不表示报告是假的。',
          'Whether it was revoked or things changed, only the platform can say. It does not mean that the report is false.',
        )}
      </p>
    </Face>
  );
}
