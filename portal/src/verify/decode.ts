// Reads QR codes out of pictures, in a worker that is loaded when first needed.
import { t } from '../words';
import type { Found, Picture } from './qr.worker';

interface Waiting {
  resolve: (text: string | null) => void;
  reject: (why: NotLoaded) => void;
}

// The worker could not be loaded.
export class NotLoaded extends Error {}

export const notLoaded = () =>
  t(
    '识别程序没有加载成功，请检查网络后再试。',
    'What reads QR codes could not be loaded. Check your connection and try again.',
  );

let worker: Worker | undefined;
let last = 0;
const waiting = new Map<number, Waiting>();

// The next picture makes a new one.
function drop(failed: Worker): void {
  if (failed !== worker) return;
  worker = undefined;
  for (const { reject } of waiting.values()) reject(new NotLoaded());
  waiting.clear();
}

function theWorker(): Worker {
  if (worker) return worker;
  const made = new Worker(new URL('./qr.worker.ts', import.meta.url), {
    type: 'module',
  });
  made.addEventListener('message', ({ data }: MessageEvent<Found>) => {
    waiting.get(data.id)?.resolve(data.text);
    waiting.delete(data.id);
  });
  made.addEventListener('error', () => drop(made));
  return (worker = made);
}

export function decode({ data, width, height }: ImageData) {
  const id = ++last;
  const picture: Picture = { id, data, width, height };
  return new Promise<string | null>((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    theWorker().postMessage(picture, [data.buffer]);
  });
}

// For who is without a connection when there is something to read.
export function loadWhenIdle(): void {
  const load = () => void theWorker();
  if ('requestIdleCallback' in window) requestIdleCallback(load);
  else setTimeout(load, 2000);
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
