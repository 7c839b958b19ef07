// Verifying by file: a PDF goes to the platform, the QR code of a photo is read
// here.
import { useEffect, useRef, useState } from 'preact/hooks';
import { ErrorLine } from '../parts/ErrorLine';
import { t } from '../words';
import { NotLoaded, notLoaded } from './decode';
import { readPhoto } from './photo';
import { MOST_FILE_BYTES, type Presented } from './presented';

type Read = { presented: Presented } | { error: string };

async function isPdf(file: File): Promise<boolean> {
  return (await file.slice(0, 5).text()) === '%PDF-';
}

async function read(file: File): Promise<Read> {
  if (await isPdf(file))
    return file.size <= MOST_FILE_BYTES
      ? { presented: { by: 'file', file } }
      : {
          error: t(
            '文件超过 5 MB。平台出具的报告没有这么大，请选下载的原件。',
            'The file has more than 5 MB; reports are smaller. Choose the file as downloaded.',
          ),
        };
  const text = await readPhoto(file);
  if (text) return { presented: { by: 'qr', text, fromPhoto: true } };
  return {
    error: t(
      '照片里没有找到二维码。请拍近一点、拍平、不要反光，再试一次。',
      'No QR code was found. Take the picture closer, flat and without glare.',
    ),
  };
}

function whyNot(thrown: unknown): Read {
  return {
    error:
      thrown instanceof NotLoaded
        ? notLoaded()
        : t(
            '这个文件打不开。请选 PDF 文件，或者 JPG、PNG 照片。',
            'This file cannot be opened. Choose a PDF, or a JPG or PNG picture.',
          ),
  };
}

export function FileDoor(props: { onPresented: (what: Presented) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  useEffect(() => {
    if (location.hash === '#file') document.getElementById('choose')?.focus();
  }, []);
  const take = async (file: File | undefined) => {
    if (!file || busy) return;
    setBusy(true);
    const found = await read(file)
      .catch(whyNot)
      .finally(() => setBusy(false));
    setError('error' in found ? found.error : '');
    if ('presented' in found) props.onPresented(found.presented);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer?.files[0]);
  };
  return (
    <section
      class={over ? 'card drop over' : 'card drop'}
      id="file"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2>{t('选文件或照片', 'Choose a file or photo')}</h2>
      <p class="mut">
        {t(
          '选 PDF 查得最全，改动一个字都能发现。照片在您的设备上认二维码，不上传。也可以把文件拖到这里。',
          'A PDF is checked most thoroughly: one changed character is found. Photos are read on your device and not sent. You may also drop the file here.',
        )}
      </p>
      <input
        ref={input}
        type="file"
        accept="application/pdf,image/*"
        aria-label={t('PDF 文件或照片', 'PDF file or photo')}
        hidden
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      <button
        type="button"
        class="btn sec"
        id="choose"
        aria-disabled={busy}
        onClick={() => input.current!.click()}
      >
        {busy ? t('正在读…', 'Reading…') : t('选择文件', 'Choose a file')}
      </button>
      <ErrorLine id="file-error" text={error} />
    </section>
  );
}
