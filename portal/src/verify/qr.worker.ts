// Finds a QR code in a picture, off the main thread.
import jsQR from 'jsqr';

export interface Picture {
  id: number;
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

export interface Found {
  id: number;
  text: string | null;
}

addEventListener('message', ({ data }: MessageEvent<Picture>) => {
  const found = jsQR(data.data, data.width, data.height);
  postMessage({ id: data.id, text: found?.data || null } satisfies Found);
});
