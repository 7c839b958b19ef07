// A film for the browser's fake camera: a sheet with a QR code, held by hand. It
// moves, turns, and is out of focus.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';

const portal = createRequire(
  new URL('../../portal/package.json', import.meta.url),
);
const QRCode = portal('qrcode');

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 30;
const QUIET = 4;
const WHITE = 235;
const BLACK = 30;
const TABLE = 110;

// Where the sheet is in a frame: shift in pixels, turn in radians, pixels of a
// module.
function pose(frame) {
  const swing = Math.sin((frame / FRAMES) * 2 * Math.PI);
  return { dx: 30 * swing, dy: 14 * swing, turn: 0.2 + 0.1 * swing, module: 6 };
}

// Full brightness of the sheet at a place in the frame.
function shade(matrix, { dx, dy, turn, module }, x, y) {
  const [u, v] = [x - WIDTH / 2 - dx, y - HEIGHT / 2 - dy];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const column = Math.floor((u * cos + v * sin) / module + matrix.size / 2);
  const row = Math.floor((v * cos - u * sin) / module + matrix.size / 2);
  const edge = (n) => n < -QUIET || n >= matrix.size + QUIET;
  if (edge(row) || edge(column)) return TABLE;
  const inside = (n) => n >= 0 && n < matrix.size;
  return inside(row) && inside(column) && matrix.get(row, column)
    ? BLACK
    : WHITE;
}

// Out of focus: each pixel is the mean of the 3 by 3 around it.
function blur(sharp) {
  const soft = Buffer.alloc(sharp.length, TABLE);
  for (let y = 1; y < HEIGHT - 1; y++)
    for (let x = 1; x < WIDTH - 1; x++) {
      let sum = 0;
      for (let j = -1; j <= 1; j++)
        for (let i = -1; i <= 1; i++) sum += sharp[(y + j) * WIDTH + x + i];
      soft[y * WIDTH + x] = sum / 9;
    }
  return soft;
}

function luma(matrix, frame) {
  const sharp = Buffer.alloc(WIDTH * HEIGHT);
  const at = pose(frame);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      sharp[y * WIDTH + x] = shade(matrix, at, x, y);
  return blur(sharp);
}

// As YUV4MPEG2.
export function film(text, file) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const grey = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const pieces = [Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F15:1 C420\n`)];
  for (let frame = 0; frame < FRAMES; frame++)
    pieces.push(Buffer.from('FRAME\n'), luma(modules, frame), grey);
  writeFileSync(file, Buffer.concat(pieces));
}

// Arguments of the browser that make it look at the film.
export const cameraOf = (file) => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${file}`,
];
