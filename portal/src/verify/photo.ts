// The QR code in a photo or scan of a page: the whole at several sizes, then
// its parts, where the code may be small.
import { decode, type Frame, pixels } from './decode';

const SIZES = [1000, 1800, 600, 2600];

function partsOf(width: number, height: number): Frame[] {
  const w = Math.round(width / 2);
  const h = Math.round(height / 2);
  const steps = [0, 0.5, 1];
  return steps.flatMap((row) =>
    steps.map((column) => ({
      x: Math.round((width - w) * column),
      y: Math.round((height - h) * row),
      width: w,
      height: h,
    })),
  );
}

function* tries(width: number, height: number): Generator<[Frame, number]> {
  const whole = { x: 0, y: 0, width, height };
  for (const size of SIZES) yield [whole, size];
  // The lower part first: there our reports have it.
  for (const part of partsOf(width, height).reverse()) yield [part, 1400];
}

// Null when none is found. Rejects for what is no picture.
export async function readPhoto(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file);
  try {
    for (const [frame, most] of tries(picture.width, picture.height)) {
      const seen = pixels(picture, frame, most);
      const text = seen && (await decode(seen));
      if (text) return text;
    }
    return null;
  } finally {
    picture.close();
  }
}
