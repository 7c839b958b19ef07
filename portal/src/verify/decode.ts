// Reads QR codes out of pictures, in a worker that is loaded when first needed.
import type { Found, Picture } from './qr.worker';

let worker: Worker | undefined;
let last = 0;
const waiting = new Map<number, (text: string | null) => void>();

function theWorker(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL('./qr.worker.ts', import.meta.url), {
    type: 'module',
  });
  worker.addEventListener('message', ({ data }: MessageEvent<Found>) => {
    waiting.get(data.id)?.(data.text);
    waiting.delete(data.id);
  });
  return worker;
}

export function decode({ data, width, height }: ImageData) {
  const id = ++last;
  const picture: Picture = { id, data, width, height };
  return new Promise<string | null>((resolve) => {
    waiting.set(id, resolve);
    theWorker().postMessage(picture, [data.buffer]);
  });
}

export type Source = HTMLVideoElement | ImageBitmap;

// The part of a source that is looked at, in its own pixels.
export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

// Pixels of a frame, at most `most` on its longer side. Null for an empty one.
export function pixels(
  source: Source,
  frame: Frame,
  most: number,
): ImageData | null {
  const scale = Math.min(1, most / Math.max(frame.width, frame.height));
  const width = Math.round(frame.width * scale);
  const height = Math.round(frame.height * scale);
  if (!width || !height) return null;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const { x, y } = frame;
  context.drawImage(
    source,
    ...[x, y, frame.width, frame.height],
    ...[0, 0, width, height],
  );
  return context.getImageData(0, 0, width, height);
}
