// A drawing of a report.
import { Wave } from '../shell/Wave';
import { t } from '../words';

const QR =
  'M0 0h3v3H0zM6 0h3v3H6zM0 6h3v3H0zM4 0h1v2H4zM4 3h2v1H4zM7 4h2v1H7zM3 4h1v2H3zM5 5h1v2H5zM7 6h1v1H7zM4 8h2v1H4zM8 7h1v2H8zM0 4h1v1H0zM6 8h1v1H6z';

export function Sheet() {
  return (
    <div class="sheet" aria-hidden="true">
      <Wave width={220} height={10} turns={4} lines={5} />
      <b>
        {t('公共信用信息报告', 'Public credit report')}
        <br />
        {t('（无违法违规证明版）', '(no-violation certificate)')}
      </b>
      <i />
      <i />
      <i />
      <p class="say">{t('50 个领域，一页说清', '50 areas on one page')}</p>
      <div class="dots">
        {Array.from({ length: 50 }, () => (
          <u />
        ))}
      </div>
      <div class="end">
        <svg viewBox="0 0 9 9" width="44" height="44" fill="#15202B">
          <path d={QR} />
        </svg>
        <span>
          {t('电子签名', 'Signed')}
          <br />
          {t('扫码核验', 'Scan to verify')}
        </span>
      </div>
    </div>
  );
}
