// The camera: what it sees, and what to do when there is none.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Note } from '../parts/Note';
import { t } from '../words';
import { type CameraTrouble, scan } from './camera';
import { NotLoaded, notLoaded } from './decode';

interface Props {
  onText: (text: string) => void;
  onClose: () => void;
}

interface TroubleProps {
  trouble: CameraTrouble | 'reader';
  onRetry: () => void;
}

function Trouble({ trouble, onRetry }: TroubleProps) {
  if (trouble === 'reader')
    return (
      <Note tone="unk" title={notLoaded()}>
        <div class="btns">
          <button type="button" class="btn" onClick={onRetry}>
            {t('再试一次', 'Try again')}
          </button>
        </div>
      </Note>
    );
  return (
    <Note
      tone="unk"
      title={
        trouble === 'denied'
          ? t('没有拿到摄像头的许可', 'The camera was not allowed')
          : t('这台设备用不了摄像头', 'There is no camera to use')
      }
    >
      <p>
        {t(
          '不要紧。可以选一张照片，或者输入报告编号，结果一样。',
          'Never mind. Choose a photo or type the number instead.',
        )}
      </p>
    </Note>
  );
}

export function Scanner({ onText, onClose }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [trouble, setTrouble] = useState<TroubleProps['trouble'] | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    scan(video.current!, stop.signal).then(
      (text) => text && onText(text),
      (found) =>
        setTrouble(
          found instanceof NotLoaded ? 'reader' : (found as CameraTrouble),
        ),
    );
    return () => stop.abort();
  }, [round]);
  const retry = () => {
    setTrouble(null);
    setRound(round + 1);
  };
  if (trouble) return <Trouble trouble={trouble} onRetry={retry} />;
  return (
    <>
      <div class="scan">
        <video ref={video} playsInline muted aria-hidden="true" />
      </div>
      <p role="status">
        {t(
          '把二维码放进框里，离近一点，拿稳。画面不会上传。',
          'Hold the QR code inside the frame, close and still. No picture leaves your device.',
        )}
      </p>
      <button type="button" class="btn sec" onClick={onClose}>
        {t('关掉摄像头', 'Close the camera')}
      </button>
    </>
  );
}
