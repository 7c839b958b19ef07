// Looks through the camera for a QR code until one is read or it is stopped.
import { decode, pixels } from './decode';

// Enough for 57 modules at arm's length.
const MOST_PIXELS = 900;

export type CameraTrouble = 'denied' | 'none';

// Fails with a CameraTrouble.
async function open(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: {
        facingMode: 'environment',
        width: { ideal: 1920 },
        height: { ideal: 1080 },
      },
    });
  } catch (thrown) {
    const denied = (thrown as DOMException)?.name === 'NotAllowedError';
    throw (denied ? 'denied' : 'none') satisfies CameraTrouble;
  }
}

const nextFrame = () => new Promise((done) => requestAnimationFrame(done));

export async function scan(
  video: HTMLVideoElement,
  stop: AbortSignal,
): Promise<string | null> {
  const stream = await open();
  const close = () => stream.getTracks().forEach((track) => track.stop());
  stop.addEventListener('abort', close);
  video.srcObject = stream;
  await video.play().catch(() => undefined);
  try {
    while (!stop.aborted) {
      await nextFrame();
      const { videoWidth: width, videoHeight: height } = video;
      const seen = pixels(video, { x: 0, y: 0, width, height }, MOST_PIXELS);
      const text = seen && (await decode(seen));
      if (text) return text;
    }
    return null;
  } finally {
    close();
  }
}
