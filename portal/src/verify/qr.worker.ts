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

// What cannot be read at all has no QR code.
function read({ data, width, height }: Picture): string | null {
  try {
    return jsQR(data, width, height)?.data || null;
  } catch {
    return null;
  }
}

addEventListener('message', ({ data }: MessageEvent<Picture>) => {
  const text = read(data);
  postMessage({ id: data.id, text } satisfies Found);
});
