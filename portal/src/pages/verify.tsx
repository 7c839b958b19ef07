// Verify: by number, camera, file or the address that a QR code opened.
import { useEffect, useState } from 'preact/hooks';
import { issuerKeys } from '../proof/keys';
import { presentedBy } from '../verify/address';
import { loadWhenIdle } from '../verify/decode';
import { Doors } from '../verify/Doors';
import type { Presented } from '../verify/presented';
import { Result } from '../verify/Result';
import { t, to } from '../words';

export const title = () => t('核验报告', 'Verify');
export const description = () =>
  t(
    '不用登录，输编号、扫码或者选文件，几秒钟知道报告是不是真的。',
    'By number, QR code or file: whether a report is genuine, in seconds.',
  );

export function Body() {
  const [presented, setPresented] = useState<Presented | null>(null);
  useEffect(() => {
    void issuerKeys();
    loadWhenIdle();
    setPresented(presentedBy(location));
  }, []);
  const another = () => {
    history.replaceState(null, '', to('/verify'));
    setPresented(null);
  };
  return (
    <div class="narrow">
      {presented ? (
        <Result presented={presented} onAnother={another} />
      ) : (
        <Doors onPresented={setPresented} />
      )}
    </div>
  );
}
