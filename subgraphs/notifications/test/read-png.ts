import { inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Bytes of a pixel by colour type: grey, RGB and RGBA of eight bits each. */
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 6: 4 };

/** The chunks of a PNG by name; those of one name joined. */
function chunksOf(png: Buffer): Record<string, Buffer> {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('Not a PNG');
  const chunks: Record<string, Buffer> = {};
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + 8);
    chunks[name] = Buffer.concat([chunks[name] ?? Buffer.alloc(0), png.subarray(at + 8, at + 8 + length)]);
    at += length + 12;
  }
  return chunks;
}

/** What a byte is guessed to be by its neighbours, as each filter of PNG does. */
function guess(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const sum = left + above - corner;
  const near = [left, above, corner].map((one) => Math.abs(sum - one));
  const nearest = near.indexOf(Math.min(...near));
  return [left, above, corner][nearest] as number;
}

/** Reads a PNG: its size, and whether a pixel is dark. */
export function readPng(png: Buffer): {
  width: number;
  height: number;
  isDark: (x: number, y: number) => boolean;
} {
  const { IHDR, IDAT } = chunksOf(png) as { IHDR: Buffer; IDAT: Buffer };
  const [width, height] = [IHDR.readUInt32BE(0), IHDR.readUInt32BE(4)];
  const channels = CHANNELS[IHDR[9] ?? -1];
  if (IHDR[8] !== 8 || !channels) throw new Error('Not a PNG of this kind');
  const stride = width * channels;
  const filtered = inflateSync(IDAT);
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = filtered[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x >= channels ? (pixels[at - channels] ?? 0) : 0;
      const above = y > 0 ? (pixels[at - stride] ?? 0) : 0;
      const corner = x >= channels && y > 0 ? (pixels[at - stride - channels] ?? 0) : 0;
      pixels[at] = ((filtered[at + y + 1] ?? 0) + guess(filter, left, above, corner)) & 0xff;
    }
  }
  return { width, height, isDark: (x, y) => (pixels[y * stride + x * channels] ?? 255) < 128 };
}
