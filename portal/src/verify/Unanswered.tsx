// The platform did not answer: what is known all the same, and the way on.
import type { Problem } from '../api';
import type { LocalResult } from '../proof/local_check';
import { t } from '../words';
import { Face } from './Face';

interface Props {
  problem: Problem;
  local?: LocalResult;
}

function why({ reason, retryAfterSeconds = 60 }: Problem): string {
  if (reason === 'UNREACHABLE')
    return t(
      '连不上平台，请看看网络。',
      'The platform cannot be reached. Check your connection.',
    );
  return t(
    `平台现在很忙，请过 ${retryAfterSeconds} 秒再试。`,
    `The platform is busy. Try again in ${retryAfterSeconds} seconds.`,
  );
}

export function Unanswered({ problem, local }: Props) {
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
