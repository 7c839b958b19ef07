// Before the platform answered: no face is a verdict yet.
import type { LocalResult } from '../proof/local_check';
import { t } from '../words';
import { Face } from './Face';

function title(local: LocalResult | undefined): string {
  switch (local) {
    case 'signed':
      return t(
        '二维码里的签名是真的，正在问平台…',
        "The QR code's signature is genuine. Asking the platform…",
      );
    case 'forged':
      return t(
        '二维码里的签名不对，正在问平台…',
        "The QR code's signature is wrong. Asking the platform…",
      );
    default:
      return t('正在问平台…', 'Asking the platform…');
  }
}

export function Waiting({ local }: { local: LocalResult | undefined }) {
  return (
    <Face tone="unk" label={t('正在核验', 'Verifying')} title={title(local)}>
      <p>
        {t(
          '报告有没有被撤销、之后有没有变化，平台才知道。',
          'Only the platform knows whether it was revoked or things changed.',
        )}
      </p>
    </Face>
  );
}
