// The ways to verify: number, camera, file.
import { t } from '../words';
import { FileDoor } from './FileDoor';
import { NumberForm } from './NumberForm';
import type { Presented } from './presented';
import { ScanDoor } from './ScanDoor';

interface Props {
  onPresented: (what: Presented) => void;
}

export function Doors({ onPresented }: Props) {
  return (
    <>
      <h1>{t('核验报告', 'Verify a report')}</h1>
      <p class="lead">
        {t(
          '不用登录，不收费，几秒钟有结果。',
          'No log-in, no fee, an answer in seconds.',
        )}
      </p>
      <div class="ways">
        <section class="card wide">
          <h2>{t('输入报告编号', 'Type the report number')}</h2>
          <p class="mut">
            {t(
              '印在报告的二维码旁边，17 位，横线写不写都行。',
              '17 characters, printed beside the QR code. With or without hyphens.',
            )}
          </p>
          <NumberForm
            onNumber={(number) => onPresented({ by: 'number', number })}
          />
        </section>
        <noscript>
          <p class="mut">
            {t(
              '扫码和选文件要用 JavaScript，输编号不用。',
              'Scanning and files need JavaScript; the number does not.',
            )}
          </p>
        </noscript>
        <ScanDoor onPresented={onPresented} />
        <FileDoor onPresented={onPresented} />
      </div>
    </>
  );
}
