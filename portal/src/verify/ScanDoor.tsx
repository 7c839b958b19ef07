// Verifying by camera.
import { useEffect, useState } from 'preact/hooks';
import { t } from '../words';
import type { Presented } from './presented';
import { Scanner } from './Scanner';

export function ScanDoor(props: { onPresented: (what: Presented) => void }) {
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(location.hash === '#scan'), []);
  return (
    <section class="card" id="scan">
      <h2>{t('扫二维码', 'Scan the QR code')}</h2>
      {open ? (
        <Scanner
          onClose={() => setOpen(false)}
          onText={(text) =>
            props.onPresented({ by: 'qr', text, fromPhoto: true })
          }
        />
      ) : (
        <>
          <p class="mut">
            {t(
              '用摄像头扫报告上的二维码。',
              'Point the camera at the QR code on the report.',
            )}
          </p>
          <button type="button" class="btn sec" onClick={() => setOpen(true)}>
            {t('打开摄像头', 'Open the camera')}
          </button>
        </>
      )}
    </section>
  );
}
